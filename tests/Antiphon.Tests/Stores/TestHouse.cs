using System.Reflection;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Server.Demo;
using Antiphon.Store;
using Antiphon.Tally;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Antiphon.Tests.Stores;

public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on each store; the half whose engine is absent is skipped by <see cref="TestHouse.Open"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachStoreAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(StoreKind.Sqlite), new TheoryDataRow(StoreKind.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A clock that stands still until it is told to move.</summary>
public sealed class FakeClock : TimeProvider
{
    private long now = DateTimeOffset.Parse("2026-03-02T09:00:00Z").ToUnixTimeMilliseconds();

    public long Now => Volatile.Read(ref now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);

    public void Advance(TimeSpan by) => Interlocked.Add(ref now, (long)by.TotalMilliseconds);

    public void Set(string iso) => Volatile.Write(ref now, DateTimeOffset.Parse(iso).ToUnixTimeMilliseconds());
}

/// <summary>The real house on a real store of its own: no mocks, only the clock is ours.</summary>
public sealed class TestHouse : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string? directory;

    private TestHouse(ServiceProvider services, DataStore store, FakeClock clock, string? directory, string media)
    {
        this.services = services;
        this.directory = directory;
        Media = media;
        Store = store;
        Clock = clock;
    }

    /// <summary>The directory of the media store.</summary>
    public string Media { get; }

    public DataStore Store { get; }

    public FakeClock Clock { get; }

    public static async Task<TestHouse> Open(StoreKind kind, PostgresServer postgres, Action<IServiceCollection>? more = null)
    {
        var clock = new FakeClock();
        var happenings = new Happenings(NullLogger<Happenings>.Instance);
        var directory = kind == StoreKind.Sqlite ? Directory.CreateTempSubdirectory("antiphon-test-").FullName : null;
        var media = Directory.CreateTempSubdirectory("antiphon-media-").FullName;
        var connection = directory is null ? await postgres.NewDatabase("house", Migrate) : string.Empty;
        var store = await DataStore.Open(new StoreOptions { Store = connection }, directory ?? string.Empty, happenings, clock);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddHouse(store, happenings, clock);
        collection.AddSingleton(new PostOptions());
        collection.AddSingleton(new MediaStore(media));
        more?.Invoke(collection);
        return new TestHouse(collection.BuildServiceProvider(), store, clock, directory, media);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A member of this server.</summary>
    public async Task<Account> Member(string name, Role role = Role.Member, bool bot = false)
    {
        var id = await Store.Write(tx =>
        {
            var account = tx.NewAccountId();
            tx.Run(
                "INSERT INTO accounts (id, network, username, username_key, bot, created, changed) VALUES ($1, 1, $2, $3, $4, $5, $5)",
                account, name, Accounts.Key(name), bot, tx.Now);
            tx.Run("INSERT INTO users (account, stamp, role, created) VALUES ($1, 'x', $2, $3)", account, (int)role, tx.Now);
            tx.Happened(new AccountChanged(account));
            return account;
        });
        return Get<Accounts>().Find(id)!;
    }

    public async Task<PostCard> Post(Account by, string text, PostCard? replyTo = null, PostCard? quotes = null, Visibility visibility = Visibility.Public, bool story = false)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var written = await Get<WritePost>().Write(by, new Draft(text, visibility, replyTo?.Id, quotes?.Id, Story: story));
        Assert.Null(written.Refusal);
        return written.Value;
    }

    public async Task Follow(Account follower, Account followee) => await Store.Write(tx =>
    {
        tx.Run("INSERT INTO follows (follower, followee, state, id) VALUES ($1, $2, 1, $3)", follower.Id, followee.Id, tx.NewId());
        tx.Happened(new RelationChanged(follower.Id, followee.Id));
        return 0;
    });

    /// <summary>The call that most tests are about.</summary>
    public async Task<Call> SickAtWork(Account caller, long? opensAt = null)
    {
        var opened = await Get<OpenCall>().Open(caller, new CallDraft(
            Cast.CallWording, ["me too", "moi aussi"], [Cast.CallHashtag], Cast.CallSlug, OpensAt: opensAt));
        Assert.Null(opened.Refusal);
        return opened.Value;
    }

    public async Task<Count> Count(Call call) => (await Get<Boards>().Now(call.Id)).Count;

    public PostCard Card(long id) => Get<PostShelf>().Find(id)!;

    /// <summary>The number that holds every other: folded again from nothing it is the same.</summary>
    public async Task AssertRecountEqual(Call call)
    {
        var recounted = await Get<Recount>().Run(call.Slug);
        Assert.Null(recounted.Refusal);
        Assert.Empty(recounted.Value.Differences);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(Media, recursive: true);
        if (directory is not null) Directory.Delete(directory, recursive: true);
    }

    private static async Task Migrate(string connection)
    {
        await using var store = await DataStore.Open(new StoreOptions { Store = connection }, string.Empty, new Happenings(NullLogger<Happenings>.Instance), TimeProvider.System);
    }
}
