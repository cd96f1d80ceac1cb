using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>How far a member has read a timeline, on every device and page alike.</summary>
/// <param name="Timeline">One of <see cref="Markers.Timelines"/>.</param>
/// <param name="LastRead">The id of the last entry that was seen; as text, since ids are text on the wire.</param>
/// <param name="Version">1 when first set, and one more with each change.</param>
/// <param name="Changed">UTC ms.</param>
public sealed record Marker(string Timeline, string LastRead, long Version, long Changed);

/// <summary>A member has read on, told after the commit.</summary>
public sealed record MarkerMoved(long Account, Marker Marker) : Happening;

/// <summary>
/// The markers of members, shared by the pages and by apps (Mastodon's <c>/api/v1/markers</c>), so that what was read in one is read in the other. The one of the
/// notifications is kept in memory, as every page shows what came after it.
/// </summary>
public sealed class Markers
{
    public const string Home = "home";
    public const string Notifications = "notifications";

    private const int MostKept = 20_000;

    private readonly DataStore store;
    private readonly Remembered<long, Seen> seen = new(MostKept);

    public Markers(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is MarkerMoved { Marker.Timeline: Notifications } moved) seen.Drop(moved.Account);
        });
    }

    /// <summary>The timelines that have markers.</summary>
    public static IReadOnlyList<string> Timelines { get; } = [Home, Notifications];

    /// <summary>The id of the last notification that the member has seen; 0 for none.</summary>
    public long LastNotification(long account) => seen.Get(account, id => new Seen(Number(Read(id, [Notifications]) is [var marker] ? marker.LastRead : "0")))!.Id;

    /// <summary>Those of these timelines whose marker was ever set; names that are none are passed over.</summary>
    public IReadOnlyList<Marker> Read(long account, IEnumerable<string> timelines) => store.Read(sql =>
        timelines.Intersect(Timelines).Select(timeline => Find(sql, account, timeline)).OfType<Marker>().ToList());

    /// <summary>Sets a marker, backwards too: apps may. The version grows by one.</summary>
    public Task<Outcome<Marker>> Set(long account, string timeline, string lastRead) => store.TryWrite<Marker>(tx =>
    {
        if (!Timelines.Contains(timeline)) return Refusal.Invalid("timeline", "There are markers for \"home\" and \"notifications\".");
        if (!long.TryParse(lastRead, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            return Refusal.Invalid("last_read_id", "This is not an id.");
        }

        return Put(tx, account, timeline, lastRead);
    });

    /// <summary>Reads on to here, if that is further: what a page does that shows its newest entries.</summary>
    public Task<Marker> Advance(long account, string timeline, long lastRead) => store.Write(tx =>
        Find(tx, account, timeline) is { } now && Number(now.LastRead) >= lastRead
            ? now
            : Put(tx, account, timeline, lastRead.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static Marker Put(Tx tx, long account, string timeline, string lastRead)
    {
        tx.Run(
            "INSERT INTO markers (account, timeline, last_read, version, changed) VALUES ($1, $2, $3, 1, $4) "
                + "ON CONFLICT (account, timeline) DO UPDATE SET last_read = $3, version = markers.version + 1, changed = $4",
            account, timeline, lastRead, tx.Now);
        var marker = Find(tx, account, timeline)!;
        tx.Happened(new MarkerMoved(account, marker));
        return marker;
    }

    private static Marker? Find(Sql sql, long account, string timeline) => sql.First(
        "SELECT timeline, last_read, version, changed FROM markers WHERE account = $1 AND timeline = $2",
        static row => new Marker(row.Text(0), row.Text(1), row.Long(2), row.Long(3)), account, timeline);

    private static long Number(string id) => long.TryParse(id, out var number) ? number : 0;

    private sealed record Seen(long Id);
}
