using System.Threading.Channels;
using Antiphon.Live;
using Antiphon.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Antiphon.Tests.Stores;

/// <summary>Work that is done beside everything else.</summary>
public sealed class RoundsTests(PostgresServer postgres)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory, EachStore]
    public async Task There_is_a_round_at_the_start_and_one_for_what_it_waits_for_and_a_failure_does_not_end_them(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        using var rounds = new Counted(house.Get<Happenings>(), TimeSpan.FromDays(1));
        await rounds.StartAsync(CancellationToken.None);
        await rounds.Begun();
        rounds.End(new IOException("The disk is full."));

        // Of these only the second is waited for.
        await Happened(house, new Another());
        await Happened(house, new Due());
        await rounds.Begun();
        Assert.Equal(2, rounds.Rounds);
        rounds.End(null);
        await rounds.StopAsync(CancellationToken.None);
    }

    [Theory, EachStore]
    public async Task What_happens_during_a_round_is_seen_to_by_one_more(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        using var rounds = new Counted(house.Get<Happenings>(), TimeSpan.FromDays(1));
        await rounds.StartAsync(CancellationToken.None);
        await rounds.Begun();
        for (var i = 0; i < 10; i++) await Happened(house, new Due());
        rounds.End(null);
        await rounds.Begun();
        Assert.Equal(2, rounds.Rounds);
        rounds.End(null);
        await rounds.StopAsync(CancellationToken.None);
        Assert.Equal(2, rounds.Rounds);
    }

    [Theory, EachStore]
    public async Task There_is_a_round_every_so_often_even_if_nothing_has_happened(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        using var rounds = new Counted(house.Get<Happenings>(), TimeSpan.FromMilliseconds(1));
        await rounds.StartAsync(CancellationToken.None);
        for (var i = 1; i <= 3; i++)
        {
            await rounds.Begun();
            rounds.End(null);
        }

        await rounds.StopAsync(CancellationToken.None);
    }

    [Theory, EachStore]
    public async Task Where_the_store_is_lost_they_end(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        using var rounds = new Counted(house.Get<Happenings>(), TimeSpan.FromMilliseconds(1));
        await rounds.StartAsync(CancellationToken.None);
        await rounds.Begun();
        rounds.End(new StoreLostException(new IOException("The disk is gone.")));
        await rounds.ExecuteTask!.WaitAsync(Deadline);
        Assert.Equal(1, rounds.Rounds);
    }

    private static Task<Done> Happened(TestHouse house, Happening happening) => house.Store.Write(tx =>
    {
        tx.Happened(happening);
        return Done.Instance;
    });

    private sealed record Due : Happening;

    private sealed record Another : Happening;

    /// <summary>Rounds that begin by themselves and end when they are told to.</summary>
    private sealed class Counted(Happenings happenings, TimeSpan pause) : Rounds(happenings, TimeProvider.System, NullLogger.Instance, pause)
    {
        private readonly Channel<bool> begun = Channel.CreateUnbounded<bool>();
        private readonly Channel<Exception?> ends = Channel.CreateUnbounded<Exception?>();

        public int Rounds { get; private set; }

        public async Task Begun() => await begun.Reader.ReadAsync().AsTask().WaitAsync(Deadline);

        public void End(Exception? how) => ends.Writer.TryWrite(how);

        protected override bool Wakes(Happening happening) => happening is Due;

        protected override async Task Round(CancellationToken stopping)
        {
            Rounds++;
            begun.Writer.TryWrite(true);
            if (await ends.Reader.ReadAsync(stopping) is { } how) throw how;
        }
    }
}
