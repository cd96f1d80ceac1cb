using System.Collections.Concurrent;
using System.Text.Json;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Store;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Intake;

/// <summary>What posts, boosts, likes and withdrawals out of archives count for; docs/counting.md names these tests.</summary>
public sealed class ArchiveCountingTests(PostgresServer postgres)
{
    private const long Hour = 3_600_000, CallPost = 9_000;

    [Theory, EachStore]
    public async Task Boosts_and_likes_of_the_call_and_of_answers_amplify_whichever_comes_first_and_are_never_answers(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        await house.TakeIn(call, [Act(ArchivedKind.Boost, 21, 1), Act(ArchivedKind.Like, 22, 1), Act(ArchivedKind.Like, 22, CallPost), Act(ArchivedKind.Boost, 23, 77)]);
        var early = await house.Count(call);
        Assert.Equal((0, 1, 0, 1), (early.Answered.People, early.Amplified.People, early.Boosts, early.Likes));

        // The origin's own counters are no people.
        await house.TakeIn(call, [Post(1, 11, "Me too") with { ReportedBoosts = 900, ReportedLikes = 4_000 }]);
        await house.TakeIn(call, [Act(ArchivedKind.Like, 24, 1), Act(ArchivedKind.Like, 11, 1), Act(ArchivedKind.Boost, 0, 1)]);
        var late = await house.Count(call);
        Assert.Equal((1, 3, 1, 4), (late.Answered.People, late.Amplified.People, late.Boosts, late.Likes));

        // The answer leaves, and whoever only passed it on with it; the call's own stay.
        await house.TakeIn(call, [new ArchivedItem { Kind = ArchivedKind.Gone, Network = Network.Twitter, Key = 1, At = 5 }]);
        var after = await house.Count(call);
        Assert.Equal((0, 1, 0, 1), (after.Answered.People, after.Amplified.People, after.Boosts, after.Likes));
        Assert.Equal((1, 1), (after.EverAnswered, after.Withdrawn));
        await house.AssertRecountEqual(call);
    }

    /// <summary>A file that nobody can re-check can be written by anybody, with others' posts in it.</summary>
    [Theory, EachStore]
    public async Task What_a_recheckable_file_says_of_a_post_holds_against_what_another_says_whichever_comes_first(StoreKind store)
    {
        (ArchivedItem Item, bool Recheckable)[] said =
        [
            (Post(1, 11, "Me too"), true),
            (Post(1, 91, "The bus was late again") with { Retrieved = 9, Parent = CallPost, ReportedLikes = 1_000_000 }, false),
            (Post(2, 12, "The bus was late again"), true),
            (Post(2, 92, "Me too") with { Retrieved = 9, AuthorCreated = 1, Quoted = 1 }, false),
            (Post(3, 13, "Me too") with { Kind = ArchivedKind.Context }, true),
            (Post(3, 93, "Me too"), false),

            // Ids alone: whose it is, only the other says, and nobody can look that up.
            (Post(4, 0, null), true),
            (Post(4, 14, "Me too"), false),
            (Act(ArchivedKind.Like, 31, 1), true),
        ];
        Count? first = null;
        foreach (var order in (int[][])[[0, 1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1, 0], [1, 3, 5, 7, 0, 2, 4, 6, 8], [8, 1, 0, 3, 2, 5, 4, 7, 6, 0, 1, 2, 3]])
        {
            await using var house = await TestHouse.Open(store, postgres);
            var call = await Opened(house);
            foreach (var i in order) await house.TakeIn(call, [said[i].Item], said[i].Recheckable);
            var count = await house.Count(call);
            Assert.Equal((2, 2, 1, 1), (count.Answered.People, count.Posts, count.Amplified.People, count.Likes));
            Assert.Equal((1, 1), (count.ByTier[Tier.B].Value ?? 0, count.ByTier[Tier.D].Value ?? 0));

            // Whoever was said to have written it was counted until it was known better; whose it is never was for what they did not say.
            count = count with { Sequence = 0, EverAnswered = 0, Withdrawn = 0 };
            Assert.Empty(first is null ? [] : Difference.Between(first, count));
            first ??= count;
            await house.AssertRecountEqual(call);
            Assert.False(house.Get<DataStore>().Read(sql => sql.Any(
                "SELECT 1 FROM ledger l JOIN archived_people p ON p.id = l.person WHERE p.key IN (12, 13) AND l.ring = 1")), "Somebody was counted for what another file claims that they said.");
        }
    }

    /// <summary>A file that tells of the newest first has everybody who passed an answer on before the answer.</summary>
    [Theory, EachStore]
    public async Task However_many_wait_for_one_post_they_enter_unit_by_unit(StoreKind store)
    {
        const int Waiting = 25_000, MostInAUnit = 10_000;
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        var batches = new ConcurrentQueue<int>();
        await house.TakeIn(call, Enumerable.Range(0, Waiting).Select(i => Act(ArchivedKind.Boost, 1_000 + i, 1)).Append(Act(ArchivedKind.Like, 1_007, 1)));
        house.Get<Happenings>().Listen(happening =>
        {
            if (happening is EvidenceBatch batch) batches.Enqueue(batch.Entries.Count);
        });
        var report = await house.TakeIn(call, [Post(1, 11, "Me too")]);
        Assert.InRange(batches.Max(), 1, MostInAUnit);
        var count = await house.Count(call);
        Assert.Equal((1, Waiting, Waiting, 1), (count.Answered.People, count.Amplified.People, count.Boosts, count.Likes));
        Assert.Equal(Waiting + 1, report.Entered[Ring.Amplified]);
        foreach (var table in (string[])["archived_due", "archived_acts"]) Assert.Equal(0, house.Get<DataStore>().Read(sql => sql.Number($"SELECT count(*) FROM {table}")));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task What_is_gone_leaves_standing_and_stays_in_ever_whichever_was_heard_of_first_and_an_account_that_is_back_stands_again(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        ArchivedItem gone = new() { Kind = ArchivedKind.Gone, Network = Network.Twitter, Key = 1, At = 5 }, suspended = new() { Kind = ArchivedKind.AuthorGone, Network = Network.Twitter, Author = 12, At = 5 };
        await house.TakeIn(call, [gone, suspended]);
        await house.TakeIn(call, [Post(1, 11, "Me too"), Post(2, 12, "Me too"), Post(3, 13, "Me too"), Act(ArchivedKind.Like, 12, CallPost)]);
        var count = await house.Count(call);
        Assert.Equal((1, 3, 2, 1, 0), (count.Answered.People, count.EverAnswered, count.Withdrawn, count.Posts, count.Likes));

        var report = await house.TakeIn(call, [new() { Kind = ArchivedKind.AuthorGone, Network = Network.Twitter, Author = 13, At = 6 }, gone]);
        Assert.Equal((1, 0), (report.Withdrawn, report.Entered.Count));
        Assert.Equal((0, 3), ((await house.Count(call)).Answered.People, (await house.Count(call)).EverAnswered));

        // A suspension has ended; the one that was said later holds.
        await house.TakeIn(call, [new() { Kind = ArchivedKind.AuthorBack, Network = Network.Twitter, Author = 12, At = 7 }, new() { Kind = ArchivedKind.AuthorBack, Network = Network.Twitter, Author = 13, At = 4 }]);
        count = await house.Count(call);
        Assert.Equal((1, 3, 2, 1), (count.Answered.People, count.EverAnswered, count.Withdrawn, count.Likes));

        // Fetched after it was said to be gone, it is there.
        await house.TakeIn(call, [Post(1, 11, "Me too") with { Retrieved = 8 }]);
        Assert.Equal(2, (await house.Count(call)).Answered.People);
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task An_archives_answer_is_A_where_anybody_can_look_it_up_and_its_account_is_older_than_the_call_else_B_and_D_where_nobody_can(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        await house.TakeIn(call, [
            Post(1, 11, "Me too") with { AuthorCreated = ArchiveHouse.Opened - 1 }, Post(2, 12, "Me too") with { AuthorCreated = ArchiveHouse.Opened }, Post(3, 13, "Me too")]);
        await house.TakeIn(call, [Post(4, 14, "Me too") with { AuthorCreated = 5 }], recheckable: false);
        Assert.Equal((1, 2, 1), await Tiers(house, call));

        // Another file has the same post by its public id.
        await house.TakeIn(call, [Post(4, 14, "Me too") with { AuthorCreated = 5 }]);
        Assert.Equal((2, 2, 0), await Tiers(house, call));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_post_of_which_nobody_knows_whose_it_is_counts_as_a_post_and_as_nobody_until_somebody_knows(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        await house.TakeIn(call, [Post(1, 0, null), Post(2, 0, null), Post(3, 0, "Me too")]);
        var count = await house.Count(call);
        Assert.Equal((0, 0, 3, 0), (count.Answered.People, count.Joined.People, count.Posts, count.Replies));
        Assert.Equal(3, count.Series.Sum(static hour => hour.Posts));

        await house.TakeIn(call, [Post(1, 11, "Me too"), Post(2, 12, null)]);
        count = await house.Count(call);
        Assert.Equal((1, 1, 3, 0), (count.Answered.People, count.Joined.People, count.Posts, count.Withdrawn));
        await house.TakeIn(call, [new() { Kind = ArchivedKind.Gone, Network = Network.Twitter, Key = 3, At = 5 }]);
        Assert.Equal((2, 0), ((await house.Count(call)).Posts, (await house.Count(call)).Withdrawn));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_reply_stands_in_the_calls_thread_as_soon_as_the_posts_between_are_known(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);

        // Four levels down, deepest first: what only mentions the tag standing free is an answer in the thread, and what holds neither is conversation.
        await house.TakeIn(call, [Post(4, 14, "So many under #WorkedIll") with { Parent = 3 }, Post(5, 15, "The bus was late") with { Parent = 3 }]);
        await house.TakeIn(call, [Post(2, 12, "What a day") with { Parent = 1, Kind = ArchivedKind.Context }, Post(3, 13, "Tell us") with { Parent = 2 }]);
        var free = await house.Count(call);
        Assert.Equal((0, 1, 1), (free.Answered.People, free.Joined.People, free.Posts));
        await house.TakeIn(call, [Post(1, 11, "Why?") with { Parent = CallPost }]);
        var attached = await house.Count(call);
        Assert.Equal((1, 0, 4, 3), (attached.Answered.People, attached.Joined.People, attached.Posts, attached.Replies));
        Assert.Equal(1, attached.ByRoute[EvidenceKind.Reply]);

        // The call's own post is named last.
        await house.TakeIn(call, [Post(9_100, 30, "If you have ever gone to work ill, answer me too #WorkedIll"), Post(7, 17, "So many under #WorkedIll") with { Root = 9_100 }, Act(ArchivedKind.Boost, 18, 9_100)]);
        Assert.True(await house.Get<CallOrigins>().Add(call, Network.Twitter, 9_100, "made up"));
        Assert.False(await house.Get<CallOrigins>().Add(call, Network.Twitter, 9_100, "made up"));
        var both = await house.Count(call);
        Assert.Equal((2, 0, 1), (both.Answered.People, both.Joined.People, both.Boosts));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task Of_two_versions_of_a_post_the_one_that_was_retrieved_later_holds_and_who_edited_an_answer_away_has_withdrawn(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        ArchivedItem then = Post(1, 11, "Me too") with { Retrieved = 10 }, now = Post(1, 11, "I support everyone under #WorkedIll") with { Retrieved = 20 };
        await house.TakeIn(call, [then]);
        await house.TakeIn(call, [now]);
        await house.TakeIn(call, [now with { Key = 2, Author = 12 }]);
        await house.TakeIn(call, [then with { Key = 2, Author = 12 }]);
        var count = await house.Count(call);
        Assert.Equal((0, 2, 2, 2, 2), (count.Answered.People, count.Joined.People, count.Posts, count.Withdrawn, count.EverAnswered));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_post_that_only_came_along_is_not_counted_and_quotes_boosts_and_likes_of_it_are(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        await house.TakeIn(call, [Post(2, 12, "Read this") with { Quoted = 1 }, Act(ArchivedKind.Boost, 13, 1)]);
        Assert.Equal(0, (await house.Count(call)).Posts);
        await house.TakeIn(call, [Post(1, 11, "Me too") with { Kind = ArchivedKind.Context }]);
        var count = await house.Count(call);
        Assert.Equal((0, 2, 1, 1), (count.Answered.People, count.Amplified.People, count.Posts, count.Boosts));
        await house.TakeIn(call, [Post(1, 11, "Me too")]);
        Assert.Equal((1, 2), ((await house.Count(call)).Answered.People, (await house.Count(call)).Posts));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task What_a_moderator_took_out_or_moved_stays_there_whatever_is_imported_and_whoever_passed_it_on_leaves(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        await house.TakeIn(call, [Post(1, 11, "Me too"), Post(2, 12, "Me too"), Act(ArchivedKind.Like, 21, 1), Act(ArchivedKind.Like, 22, 2), Post(3, 0, null)]);
        var moderate = house.Get<Moderate>();
        var imre = house.Get<Accounts>().Find(call.Caller)!;
        foreach (var post in house.Get<CallEvidence>().Page(call, null, long.MaxValue, 10))
        {
            if (post.Source == 3) Assert.Equal("ring", (await moderate.Move(imre, Role.Moderator, call.Slug, post.Person, 3, Ring.Answered, "An answer.")).Refusal?.Field);
            else Assert.Null((await moderate.Move(imre, Role.Moderator, call.Slug, post.Person, post.Source, post.Source == 1 ? null : Ring.Joined, "It says nothing.")).Refusal);
        }

        await house.TakeIn(call, [Post(1, 11, "Me too") with { Retrieved = 9 }, Post(2, 12, "Me too again") with { Retrieved = 9 }, Act(ArchivedKind.Like, 23, 1), Act(ArchivedKind.Like, 24, 2)]);
        var count = await house.Count(call);
        Assert.Equal((0, 1, 0, 2), (count.Answered.People, count.Joined.People, count.Likes, count.Removed));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task Published_figures_are_noted_once_and_never_added(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        ArchivedClaim[] claims = [new(Network.Facebook, "people", 4_700_000, null, null), new(Network.Facebook, "posts", 12_000_000, ArchiveHouse.Opened, ArchiveHouse.Opened + 24 * Hour)];
        var noted = new List<long>();
        Assert.Empty(house.Get<AllNotes>().Of(call).Claims);
        foreach (var hash in (string[])["one", "one", "a copy"])
        {
            var intake = house.Get<TakeInArchive>();
            var file = new ArchiveFile("figures", hash, "made-up", 0, null, true);
            var (id, from) = await intake.Begin(call, file);
            noted.Add((await intake.Run(call, file, id, from, Rows(claims), null, CancellationToken.None)).Claims);
        }

        Assert.Equal([2, 0, 0], noted);
        var notes = house.Get<AllNotes>().Of(call);
        Assert.Equal((2, 2), (notes.Claims.Count, notes.Sources.Count)); // at once, though they were read before
        Assert.Equal(0, (await house.Count(call)).Posts);
    }

    [Theory, EachStore]
    public async Task What_only_a_files_end_shows_is_taken_in_by_an_import_that_was_interrupted_just_before(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        var intake = house.Get<TakeInArchive>();
        var file = new ArchiveFile("figures", "figures", "made-up", 0, null, true);
        var (id, _) = await intake.Begin(call, file);
        await house.Store.Write(tx => tx.Run("UPDATE files SET done = 1 WHERE id = $1", id));
        var (again, from) = await intake.Begin(call, file);
        Assert.Equal((id, 1), (again, from));
        var report = await intake.Run(call, file, id, from, Ending(), null, CancellationToken.None);
        Assert.Equal((0, 1), (report.Read, report.Claims));

        // What there is to say about the whole file is kept with it.
        Assert.Equal(["Its signature was not checked."], report.Notes);
        var kept = house.Store.Read(sql => sql.First("SELECT report FROM files WHERE id = $1", static row => row.Text(0), id));
        Assert.Equal(report.Notes, JsonSerializer.Deserialize<ImportReport>(kept!)!.Notes);

        static async IAsyncEnumerable<ArchivedRows> Ending()
        {
            await Task.Yield();
            yield return new ArchivedRows([Post(1, 11, "Me too")], [], [], 1, 0, 0, 1) { Notes = ["Its signature was not checked."] };
            yield return new ArchivedRows([], [], [new ArchivedClaim(Network.Facebook, "posts", 400, null, null)], 0, 0, 0, 1);
        }
    }

    [Theory, EachStore]
    public async Task Where_nothing_can_be_read_any_further_what_stands_before_is_taken_in(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await Opened(house);
        var intake = house.Get<TakeInArchive>();
        var file = new ArchiveFile("cut", "cut", "made-up", 0, null, true);
        var (id, from) = await intake.Begin(call, file);
        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => intake.Run(call, file, id, from, CutOff([Post(1, 11, "Me too"), Post(2, 12, "Me too")]), null, CancellationToken.None));
        Assert.Equal("Cut off.", broken.Message);
        Assert.Equal(2, (await house.Count(call)).Answered.People);
        Assert.Equal((id, 2L), await intake.Begin(call, file));
    }

    [Fact]
    public async Task Archived_accounts_of_an_older_store_become_people_with_the_same_numbers()
    {
        var directory = Directory.CreateTempSubdirectory("antiphon-test-");
        Task<DataStore> Open() => DataStore.Open(new StoreOptions(), directory.FullName, new Live.Happenings(Microsoft.Extensions.Logging.Abstractions.NullLogger<Live.Happenings>.Instance), TimeProvider.System);
        await using (var store = await Open())
        {
            await store.Write(static tx =>
            {
                foreach (var table in (string[])["archived_people", "archived_posts", "archived_acts", "archived_gone", "archived_left", "archived_due"]) tx.Run($"DROP TABLE {table}");
                tx.Run("ALTER TABLE files DROP COLUMN owner");
                tx.Run("DELETE FROM migrations WHERE number IN (61, 62)");
                tx.Run("CREATE TABLE archived_posts (network INTEGER, key INTEGER, author INTEGER, created INTEGER, file INTEGER, reported_boosts INTEGER, reported_likes INTEGER, text TEXT, PRIMARY KEY (network, key)) WITHOUT ROWID");
                tx.Run("INSERT INTO accounts (id, network, domain, username, username_key, uri, state, created, changed) VALUES (7, 3, 'replay', 'f00d5', 'f00d5', 'replay:f00d5', 5, 0, 0)");
                tx.Run("INSERT INTO accounts (id, network, domain, username, username_key, uri, state, created, changed) VALUES (8, 2, 'demo', 'made-up-41', 'made-up-41', 'demo:made-up-41', 5, 0, 0)");
                tx.Run("INSERT INTO files (id, call, name, sha256, format, started) VALUES (1, 5, 'n', 's', 'replay', 0)");
                tx.Run("INSERT INTO archived_posts VALUES (3, 70, 7, 1000, 1, 3, NULL, NULL), (3, 71, 7, 1000, 1, NULL, NULL, NULL)");
                tx.Run("INSERT INTO ledger (seq, call, closes, reason, person, kind, source, ring, tier, network, story, why, at, recorded) VALUES (1, 5, 0, 0, 7, 3, 70, 1, 4, 3, 1, 6, 1000, 0)");
                return tx.Run("INSERT INTO evidence (call, person, source, kind, seq, ring, tier, network, story, at) VALUES (5, 7, 70, 3, 1, 1, 4, 3, 1, 1000)");
            });
        }

        await using (var store = await Open())
        {
            Assert.Equal([(7L, 3L, 0xf00d5L), (8L, 2L, 42L)], store.Read(static sql => sql.Rows("SELECT id, network, key FROM archived_people ORDER BY id", static row => (row.Long(0), row.Long(1), row.Long(2)))));
            Assert.Equal(0, store.Read(static sql => sql.Number("SELECT count(*) FROM accounts")));
            Assert.Equal(
                [(70L, 5L, 1, 1, 3L), (71L, 5L, 0, 0, -1L)],
                store.Read(static sql => sql.Rows(
                    "SELECT key, call, ring, answers, coalesce(reported_boosts, -1) FROM archived_posts ORDER BY key", static row => (row.Long(0), row.Long(1), row.Int(2), row.Int(3), row.Long(4)))));

            // The next person has a number of their own.
            Assert.Equal(9, await store.Write(static tx => tx.NewAccountId()));
        }

        directory.Delete(recursive: true);
    }

    private static async Task<Call> Opened(TestHouse house)
    {
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: ArchiveHouse.Opened);
        Assert.True(await house.Get<CallOrigins>().Add(call, Network.Twitter, CallPost, "made up"));
        return call;
    }

    private static ArchivedItem Post(long key, long author, string? text) =>
        new() { Kind = ArchivedKind.Post, Network = Network.Twitter, Key = key, Author = author, At = ArchiveHouse.Opened + Hour, Text = text };

    private static ArchivedItem Act(ArchivedKind kind, long author, long target) =>
        new() { Kind = kind, Network = Network.Twitter, Author = author, Target = target, At = ArchiveHouse.Opened + 2 * Hour };

    private static async IAsyncEnumerable<ArchivedRows> CutOff(ArchivedItem[] items)
    {
        await foreach (var rows in ArchiveHouse.Rows(items, 1)) yield return rows;
        throw new InvalidDataException("Cut off.");
    }

    private static async Task<(long, long, long)> Tiers(TestHouse house, Call call)
    {
        var tiers = (await house.Count(call)).ByTier;
        return (tiers[Tier.A].Value!.Value, tiers[Tier.B].Value!.Value, tiers[Tier.D].Value!.Value);
    }

    private static async IAsyncEnumerable<ArchivedRows> Rows(ArchivedClaim[] claims)
    {
        await Task.Yield();
        yield return new ArchivedRows([], [], claims, claims.Length, 0, 0, claims.Length);
    }
}
