using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>A post through which others answered, and who may be named as its author.</summary>
/// <param name="Address">Where it is: a path on this server, or a web address; empty where nobody said.</param>
/// <param name="At">When it was posted, UTC ms.</param>
/// <param name="People">Who answered through it, as of the snapshot.</param>
public sealed record NamedCarrier(PostKey Post, string Name, string Address, long At, long People);

/// <summary>A post through which others answered as the caller sees it, named or not.</summary>
/// <param name="Author">Of a post of this server; null for an archive's.</param>
/// <param name="Confirmed">Whether the caller has confirmed that a public figure spoke there.</param>
/// <param name="Said">What its author said of being named; null where nothing.</param>
public sealed record CarrierRow(PostKey Post, long At, long People, Account? Author, string Name, string Address, bool Confirmed, bool? Said)
{
    /// <summary>The author's own word comes first; without it the caller's confirmation of a public figure is needed.</summary>
    public bool Shown => Said ?? Confirmed;
}

/// <summary>Whose posts carried a call on. A post is shown only where its author agreed, or is a public figure by the caller's confirmation and does not object.</summary>
public sealed class NamedCarriers(DataStore store, PostShelf shelf, Accounts accounts)
{
    /// <summary>Those that may be named, most people first.</summary>
    public IReadOnlyList<NamedCarrier> Of(Spread spread) =>
    [
        .. Rows(spread, onlyNoted: true).Where(static row => row.Shown && (row.Author is not null || row.Name.Length > 0))
            .Select(static row => new NamedCarrier(row.Post, row.Author?.Name ?? row.Name, row.Author is { } author ? $"/@{author.Acct}/{row.Post.Key}" : row.Address, row.At, row.People)),
    ];

    /// <summary>All of them, for the caller to choose from.</summary>
    public IReadOnlyList<CarrierRow> All(Spread spread) => Rows(spread, onlyNoted: false);

    /// <summary>A member's own posts among those of a call.</summary>
    public IReadOnlyList<CarrierRow> Own(Spread spread, long account) => [.. Rows(spread, onlyNoted: false).Where(row => row.Author?.Id == account)];

    private List<CarrierRow> Rows(Spread spread, bool onlyNoted)
    {
        if (spread.Carriers.Count == 0) return [];
        var noted = store.Read(sql => sql.Rows(
            "SELECT network, key, name, address, at, confirmed, said FROM carriers WHERE call = $1",
            static row => (Post: new PostKey((Network)row.Int(0), row.Long(1)), Name: row.Text(2), Address: row.Text(3), At: row.Long(4), Confirmed: row.LongOrNull(5) is not null, Said: row.LongOrNull(6)),
            spread.Call)).ToDictionary(static row => row.Post);
        var rows = new List<CarrierRow>();
        foreach (var carried in spread.Carriers)
        {
            var known = noted.TryGetValue(carried.Post, out var note);
            if (onlyNoted && !known) continue;
            var card = carried.Post.Network == Network.Fediverse ? shelf.Find(carried.Post.Key) : null;
            var author = card is { Post.Public: true } && accounts.Find(card.Post.Author) is { Shown: true } shown ? shown : null;

            // A post of ours that has gone, or whose author has, is nobody's to name.
            if (author is null && (card is not null || Archived(spread.Call, carried.Post) is null)) continue;
            var at = card?.Post.Created ?? Archived(spread.Call, carried.Post)!.Value;
            rows.Add(new CarrierRow(carried.Post, at, carried.People, author, note.Name ?? string.Empty, note.Address ?? string.Empty, note.Confirmed, note.Said is { } said ? said != 0 : null));
        }

        return rows;
    }

    private long? Archived(long call, PostKey post) =>
        store.Read(sql => sql.Number("SELECT created FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3", (long)post.Network, post.Key, call));
}
