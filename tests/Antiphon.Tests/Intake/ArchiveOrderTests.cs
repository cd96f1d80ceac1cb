using System.Globalization;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.People;
using Antiphon.Server.Demo;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Intake;

/// <summary>
/// A small world of two networks, as archives may tell of it: posts in several versions, replies whose parents come later or never, quotes, boosts and likes of what is not there yet,
/// posts that only came along, withdrawals of all kinds. However it is shuffled, split over files and repeated, it counts the same.
/// </summary>
public sealed class ArchiveOrderTests(PostgresServer postgres)
{
    private const int Posts = 10, Authors = 6, Worlds = 24, Arrangements = 3;

    /// <summary>The key of the call's own post, on both networks.</summary>
    private const long Origin = 99;

    private static readonly string?[] Texts =
    [
        "Me too", "Me too, three winters in a row #WorkedIll", "I support everyone under #WorkedIll", "The bus was late again", null,
    ];

    /// <summary>What is true of a post in every version that has it at all: whose it is, when it was published, and what it hangs on.</summary>
    private sealed record Structure(long Author, long At, long Parent, long Root, long Quoted);

    private static readonly Gen<Structure> Structures =
        from author in Gen.Long[1, Authors]
        from at in Gen.Long[-1, 5]
        from parent in Gen.Frequency((3, Gen.Const(0L)), (1, Gen.Const(Origin)), (2, Gen.Long[1, Posts]))
        from root in Gen.Frequency((6, Gen.Const(0L)), (1, Gen.Const(Origin)))
        from quoted in Gen.Frequency((5, Gen.Const(0L)), (1, Gen.Const(Origin)), (2, Gen.Long[1, Posts]))
        select new Structure(author, ArchiveHouse.Opened + at * 1_800_000, parent, root, quoted);

    private static readonly Gen<(ArchivedItem, bool)> Act =
        from kind in Gen.OneOf(ArchivedKind.Boost, ArchivedKind.Like)
        from network in Gen.OneOf(Network.Twitter, Network.Facebook)
        from author in Gen.Long[1, Authors + 2]
        from target in Gen.Frequency((1, Gen.Const(Origin)), (3, Gen.Long[1, Posts]))
        from at in Gen.OneOf(0, ArchiveHouse.Opened + 9_000_000)
        select (new ArchivedItem { Kind = kind, Network = network, Author = author, Target = target, At = at }, true);

    private static readonly Gen<(ArchivedItem, bool)> Gone =
        from network in Gen.OneOf(Network.Twitter, Network.Facebook)
        from key in Gen.Long[1, Posts]
        from at in Gen.Long[0, 4]
        select (new ArchivedItem { Kind = ArchivedKind.Gone, Network = network, Key = key, At = at }, true);

    private static readonly Gen<(ArchivedItem, bool)> AuthorGone =
        from kind in Gen.OneOf(ArchivedKind.AuthorGone, ArchivedKind.AuthorBack)
        from network in Gen.OneOf(Network.Twitter, Network.Facebook)
        from author in Gen.Long[1, Authors]
        from at in Gen.Long[0, 4]
        select (new ArchivedItem { Kind = kind, Network = network, Author = author, At = at }, true);

    private static readonly Gen<(ArchivedItem Item, bool Recheckable)[]> World =
        from structures in Structures.Array[Posts + 1]
        from items in Gen.Frequency((8, Version(structures)), (4, Act), (1, Gone), (1, AuthorGone)).Array[1, 40]
        select items;

    private static Gen<(ArchivedItem, bool)> Version(Structure[] structures) =>
        from key in Gen.Long[1, Posts]
        from known in Gen.Int[0, 15]
        from text in Gen.Int[0, Texts.Length - 1]
        from retrieved in Gen.Long[0, 4]
        from collected in Gen.Frequency((4, Gen.Const(ArchivedKind.Post)), (1, Gen.Const(ArchivedKind.Context)))
        from language in Gen.Int[0, 2]
        from recheckable in Gen.Bool
        let of = structures[key]
        select (new ArchivedItem
        {
            Kind = collected,
            Network = key % 2 == 0 ? Network.Twitter : Network.Facebook,
            Author = known % 4 == 0 ? 0 : of.Author,
            AuthorCreated = known % 2 == 0 ? 0 : ArchiveHouse.Opened + (of.Author % 2 == 0 ? 1 : -1),
            Key = key,
            At = of.At,
            Parent = known >= 4 ? of.Parent : 0,
            Root = of.Root,
            Quoted = known >= 2 ? of.Quoted : 0,
            Text = Texts[text],
            Language = language switch { 0 => "en", 1 => "fr", _ => null },
            Bot = known == 15,
            Retrieved = retrieved,
        }, recheckable);

    [Theory, EachStore]
    public async Task Any_order_and_any_split_of_the_same_items_gives_the_same_figures(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var caller = await house.Member("imre");
        var round = 0;
        await World.SampleAsync(
            async world =>
            {
                Count? first = null;
                for (var arrangement = 0; arrangement < Arrangements; arrangement++)
                {
                    // Each arrangement has keys and a call of its own: what one knows, the next must not.
                    var space = Interlocked.Increment(ref round) * 1_000L;
                    var call = await Call(house, caller, space);
                    var count = await Counted(house, call, world, space, new Random(arrangement + world.Length));
                    Assert.Empty(first is null ? [] : Difference.Between(first, count));
                    first ??= count;
                }
            },
            iter: Worlds,
            threads: 1);
    }

    private static async Task<Call> Call(TestHouse house, Account caller, long space)
    {
        // It does not hold its own phrase: it would take part in the calls of the next arrangements.
        var opened = await house.Get<OpenCall>().Open(caller, new CallDraft(
            "Have you ever gone to work ill because you could not afford to stay home?", ["me too", "moi aussi"], [Cast.CallHashtag], "call-" + space.ToString(CultureInfo.InvariantCulture), OpensAt: ArchiveHouse.Opened));
        Assert.Null(opened.Refusal);
        foreach (var network in (Network[])[Network.Twitter, Network.Facebook]) Assert.True(await house.Get<CallOrigins>().Add(opened.Value, network, Origin + space, "made up"));
        return opened.Value;
    }

    private static async Task<Count> Counted(TestHouse house, Call call, (ArchivedItem Item, bool Recheckable)[] world, long space, Random random)
    {
        var items = world.Select(one => (Item: In(one.Item, space), one.Recheckable)).ToArray();
        random.Shuffle(items);
        var files = items.GroupBy(one => (one.Recheckable, File: random.Next(3))).ToList();
        foreach (var file in files.Concat(files.Where(_ => random.Next(3) == 0)))
        {
            await house.TakeIn(call, file.Select(static one => one.Item), file.Key.Recheckable, rows: 1 + random.Next(9));
        }

        await house.AssertRecountEqual(call);
        return await house.Count(call) with { Sequence = 0 };
    }

    private static ArchivedItem In(ArchivedItem item, long space)
    {
        long Moved(long key) => key == 0 ? 0 : key + space;
        return item with { Author = Moved(item.Author), Key = Moved(item.Key), Target = Moved(item.Target), Parent = Moved(item.Parent), Root = Moved(item.Root), Quoted = Moved(item.Quoted) };
    }
}
