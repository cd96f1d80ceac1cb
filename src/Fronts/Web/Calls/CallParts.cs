using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Live;

namespace Antiphon.Web.Calls;

/// <summary>What a call's page is put together from beside its posts and its count. What does not depend on who looks is read once for each frame, or kept in memory.</summary>
public sealed class CallParts(AllNotes notes, CallMarks marks, RelatedCalls related, StoryPick stories, Moderate moderate)
{
    public CallNotes Notes(Call call) => notes.Of(call);

    public IReadOnlyList<Related> Next(Call call) => related.Of(call);

    public IReadOnlyList<long> Stories(Call call, CallFrame frame, int most) => stories.Of(call, frame, most);

    public OwnMarks? Marks(Call call, CallFrame frame) => marks.Of(call, frame.Sequence);

    public CallMoves Moves(Call call, CallFrame frame) => frame.Rendered("moves", _ => new CallMoves(moderate.Moves(call), moderate.Totals(call)));

    /// <summary>Those that had been made at a time (UTC ms).</summary>
    public CallMoves MovesUntil(Call call, long until)
    {
        Move[] then = [.. moderate.Moves(call, int.MaxValue).Where(move => move.At <= until)];
        return new CallMoves(
            [.. then.Take(100)], [.. then.GroupBy(static move => (move.From, move.To)).OrderBy(static g => g.Key.From).ThenBy(static g => g.Key.To ?? 0).Select(static g => new Moved(g.Key.From, g.Key.To, g.Count()))]);
    }
}

/// <summary>Moderators' moves in a call: the latest, and all of them added up.</summary>
public sealed record CallMoves(IReadOnlyList<Move> Latest, IReadOnlyList<Moved> Totals);
