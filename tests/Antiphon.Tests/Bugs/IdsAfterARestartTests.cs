using Antiphon.Live;
using Antiphon.Store;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>Two calls dated to the same moment of the past, one before and one after a restart, got the same post id.</summary>
public sealed class IdsAfterARestartTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-ids-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_post_of_the_past_gets_an_id_of_its_own_also_after_a_restart()
    {
        var clock = new FakeClock();
        var past = clock.Now - 86_400_000;
        List<long> ids = [];
        for (var start = 0; start < 3; start++)
        {
            await using var store = await DataStore.Open(new StoreOptions(), directory, new Happenings(NullLogger<Happenings>.Instance), clock);
            for (var post = 0; post < 2; post++) ids.Add(await store.Write(tx => Insert(tx, tx.NewIdAt(past))));
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(past, Ids.TimeOf(id)));
        Assert.Equal(ids.Order(), ids);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_between_two_starts_makes_no_id_twice()
    {
        var clock = new FakeClock();
        List<long> ids = [];
        for (var start = 0; start < 3; start++)
        {
            await using var store = await DataStore.Open(new StoreOptions(), directory, new Happenings(NullLogger<Happenings>.Instance), clock);
            ids.Add(await store.Write(tx => Insert(tx, tx.NewId())));
            clock.Advance(TimeSpan.FromHours(-1));
        }

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(3, ids.Distinct().Count());
    }

    private static long Insert(Tx tx, long id)
    {
        tx.Run("INSERT INTO posts (id, author, created, visibility, root, text) VALUES ($1, 1, $2, 0, $1, 'A post.')", id, Ids.TimeOf(id));
        return id;
    }
}
