namespace Antiphon.Answers.Recognition;

/// <summary>What a stretch of a text is.</summary>
internal enum Kind : byte
{
    /// <summary>A word between spaces or punctuation.</summary>
    Word,

    /// <summary>One character of a script that is written without spaces.</summary>
    Glyph,

    /// <summary>A hashtag, with its sign.</summary>
    Tag,
    Mention,
    Link,

    /// <summary>The end of a sentence.</summary>
    Stop,

    /// <summary>The end of a line: white space within a phrase, and the end of a sentence.</summary>
    Line,

    /// <summary>What sets words apart without ending a sentence in grammar: emoji, dashes, brackets.</summary>
    Break,
    Comma,
    Colon,
    Quote,

    /// <summary>Punctuation that says nothing.</summary>
    Other,
}

/// <summary>What has been found out about a token.</summary>
[Flags]
internal enum Marks : uint
{
    None = 0,

    /// <summary>Part of somebody else's post: a quoted post, the tail of an RT.</summary>
    Foreign = 1,

    /// <summary>Part of copied words of the call.</summary>
    Copied = 2,

    /// <summary>Part of an answer phrase or a hashtag of the call.</summary>
    Match = 4,

    /// <summary>Within quotation marks.</summary>
    Quoted = 8,

    /// <summary>The author as subject: "I".</summary>
    Self = 16,

    /// <summary>The author in any other way: "my".</summary>
    First = 32,

    /// <summary>The author as somebody who supports, thinks, has heard: "I believe"; or speaks of their own people: "my sister".</summary>
    NotOwn = 64,

    /// <summary>Saying and writing.</summary>
    Say = 128,

    /// <summary>Before a phrase or hashtag it makes that a topic: "the".</summary>
    Topic = 256,

    /// <summary>Before a hashtag it makes that a topic: "about".</summary>
    TopicOfTag = 512,

    /// <summary>After it, it makes it a topic: "movement".</summary>
    Noun = 1024,

    /// <summary>Support of others, anywhere before it in the sentence: "proud of".</summary>
    Support = 2048,

    /// <summary>Denial: "never happened to me".</summary>
    Not = 4096,

    /// <summary>A word that may go with a hashtag in a sentence of its own: "sadly".</summary>
    Filler = 8192,

    /// <summary>Right before a phrase or hashtag it takes it back: "not".</summary>
    Deny = 16384,

    /// <summary>Nothing of the same clause stands before it.</summary>
    EdgeBefore = 32768,

    /// <summary>Nothing of the same clause stands after it.</summary>
    EdgeAfter = 65536,
    NotMine = Foreign | Copied,
}

/// <summary>A stretch of a text.</summary>
internal struct Token
{
    /// <summary>Of the folded word or tag; for quotation marks which family, and whether it may open (1) or close (2).</summary>
    public ulong Hash;
    public int Start;
    public int End;
    public Kind Kind;
    public Marks Marks;

    public readonly bool IsLexical => Kind <= Kind.Tag;

    public readonly bool Is(Marks any) => (Marks & any) != 0;
}
