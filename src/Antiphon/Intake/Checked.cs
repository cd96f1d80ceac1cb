namespace Antiphon.Intake;

/// <summary>Which of the things that are known of a post of an archive stand in a file that anybody can re-check at its origin. Kept in the store: the numbers stay.</summary>
[Flags]
internal enum Checked
{
    None = 0,

    /// <summary>That the post is there at all.</summary>
    Known = 1,
    Author = 1 << 1,
    Created = 1 << 2,
    Parent = 1 << 3,
    Root = 1 << 4,
    Quoted = 1 << 5,
    Attached = 1 << 6,
    AuthorCreated = 1 << 7,

    /// <summary>What its words are to the call, with their language and when they were retrieved.</summary>
    Words = 1 << 8,
    Collected = 1 << 9,

    /// <summary>The first of the three in which a version was an answer; the others are the next two.</summary>
    Ever1 = 1 << 10,
    Boosts = 1 << 13,
    Likes = 1 << 14,

    /// <summary>Whatever the file says at all; of what it does not say the bit means nothing.</summary>
    All = (1 << 15) - 1,
}
