using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>
/// Which stories a call's page shows: the newest, and between them quiet ones, which nobody boosted or liked yet, from the whole time of the call. Of the posts of October 2017
/// 78 % had no boost at all; a page that shows the newest alone, or the most liked, never shows them. Nothing is ever ranked by what others did to it.
/// </summary>
public sealed class StoryPick(DataStore store)
{
    /// <summary>Quiet stories are looked for from so many points of the call's time on, a few from each.</summary>
    private const int Points = 8;

    private const int FromEach = 3;

    /// <summary>The same for all readers of a frame. Quiet ones change with the UTC day, so that each has its turn and a page that is read again is the same page.</summary>
    public IReadOnlyList<long> Of(Call call, CallFrame frame, int most) => frame.Rendered("stories.pick", made => new Picked(Choose(call, made, most))).Ids;

    /// <summary>Newest first, every second one quiet while there are any, none twice. Pure.</summary>
    public static IReadOnlyList<long> Mix(IReadOnlyList<long> newest, IReadOnlyList<long> quiet, int most)
    {
        // Where all fit in, they stand by time and nothing needs room of its own.
        if (newest.Count < most) return newest;
        var half = newest.Take(most / 2).ToHashSet();
        var room = quiet.Where(id => !half.Contains(id)).Distinct().Take(most - half.Count).ToList();
        var rest = newest.Where(id => !room.Contains(id)).Take(most - room.Count).ToList();
        var mixed = new List<long>(most);
        for (var i = 0; i < Math.Max(rest.Count, room.Count); i++)
        {
            if (i < rest.Count) mixed.Add(rest[i]);
            if (i < room.Count) mixed.Add(room[i]);
        }

        return mixed;
    }

    private IReadOnlyList<long> Choose(Call call, CallFrame frame, int most) => store.Read(sql =>
    {
        var newest = sql.Rows(Stories(), static row => row.Long(0), call.Id, long.MaxValue, most);
        if (newest.Count < most) return newest;
        var oldest = sql.Number($"SELECT min(post) FROM ({Stories(order: "ASC")}) AS first", call.Id, long.MaxValue, 1) ?? newest[^1];
        var quiet = new List<long>();
        var day = frame.AsOf / Hours.Day;
        for (var point = 0; point < Points; point++)
        {
            // A point of the call's time, another each day: the fraction of day × the golden ratio visits all of it evenly.
            var part = ((day * 0.6180339887) + ((double)point / Points)) % 1;
            var below = newest[0] - (long)((newest[0] - oldest) * part) + 1;
            quiet.AddRange(sql.Rows(Stories(also: "AND NOT EXISTS (SELECT 1 FROM reactions r WHERE r.post = c.post AND r.kind IN (1, 3))"), static row => row.Long(0), call.Id, below, FromEach));
        }

        return Mix(newest, quiet, most);
    });

    private static string Stories(string order = "DESC", string also = "") =>
        $"""
        SELECT c.post FROM post_calls c JOIN posts p ON p.id = c.post
        JOIN evidence e ON e.call = c.call AND e.person = p.author AND e.source = c.post AND e.ring = 1 AND e.story = 1
        WHERE c.call = $1 AND c.post < $2 {also} ORDER BY c.post {order} LIMIT $3
        """;

    /// <summary>A frame keeps objects of a kind by its name.</summary>
    private sealed record Picked(IReadOnlyList<long> Ids);
}
