using Antiphon.Posts;

namespace Antiphon.Calls;

/// <summary>A reply and how deep it stands beneath the others that are shown with it.</summary>
public sealed record Spoken(PostCard Card, int Depth);

/// <summary>Puts replies in the order of a conversation: what was said last begins it, and beneath each stands what was said to it, oldest first. Pure.</summary>
public static class Conversation
{
    public static IReadOnlyList<Spoken> Order(IReadOnlyList<PostCard> cards)
    {
        var here = cards.Select(static card => card.Id).ToHashSet();
        var children = cards.Where(card => card.Post.ReplyTo is { } to && to != card.Id && here.Contains(to)).OrderBy(static card => card.Id).ToLookup(static card => card.Post.ReplyTo!.Value);
        var ordered = new List<Spoken>(cards.Count);
        var stack = new Stack<Spoken>(cards.Where(card => card.Post.ReplyTo is not { } to || !here.Contains(to)).OrderBy(static card => card.Id).Select(static card => new Spoken(card, 0)));
        while (stack.TryPop(out var next))
        {
            ordered.Add(next);
            foreach (var child in children[next.Card.Id].Reverse()) stack.Push(new Spoken(child, next.Depth + 1));
        }

        return ordered;
    }
}
