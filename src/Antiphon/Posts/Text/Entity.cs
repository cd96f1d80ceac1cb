namespace Antiphon.Posts.Text;

/// <summary>A stretch of the source text, in UTF-16 code units.</summary>
public readonly record struct Span(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>What a stretch of text points at.</summary>
public enum EntityKind : byte { Hashtag, Mention, Link }

/// <summary>One hashtag, mention or link in a text.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Start">Offset of its first UTF-16 code unit (the <c>#</c>, the <c>@</c>, the <c>h</c> of http).</param>
/// <param name="Length">Length in UTF-16 code units.</param>
/// <param name="Value">The hashtag as written without its <c>#</c>; the mention as <c>user</c> or <c>user@host</c> as written; the link as an
/// absolute http or https URL, as written but for its scheme in lower case.</param>
public sealed record Entity(EntityKind Kind, int Start, int Length, string Value)
{
    public int End => Start + Length;

    public Span Span => new(Start, Length);
}
