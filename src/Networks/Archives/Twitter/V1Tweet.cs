using Antiphon.Intake;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>What of a tweet of the first interface matters here. One object is used for one tweet after the other.</summary>
internal sealed class V1Tweet
{
    public long Id { get; set; }

    public bool HasIdText { get; set; }

    public long Author { get; set; }

    public long AuthorCreated { get; set; }

    public bool Protected { get; set; }

    public long Created { get; set; }

    public string? Short { get; set; }

    public string? Full { get; set; }

    public string? Language { get; set; }

    public long Parent { get; set; }

    public long Quoted { get; set; }

    public int? Boosts { get; set; }

    public int? Likes { get; set; }

    public long Deleted { get; set; }

    public long DeletedBy { get; set; }

    public long DeletedAt { get; set; }

    /// <summary>Whether it is a stream's word to its reader and no tweet.</summary>
    public bool IsNotice { get; set; }

    public long Time => Created != 0 ? Created : TwitterFields.TimeOf(Id);

    private string? Text => TwitterFields.Plain(Full ?? Short);

    public void Clear()
    {
        (Id, Author, AuthorCreated, Created, Parent, Quoted, Deleted, DeletedBy, DeletedAt) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
        (HasIdText, Protected, IsNotice) = (false, false, false);
        (Short, Full, Language, Boosts, Likes) = (null, null, null, null, null);
    }

    public ArchivedItem Post(ArchivedKind kind, V1Tweet? quoted) => new()
    {
        Kind = kind,
        Network = Network.Twitter,
        Key = Id,
        Author = Author,
        AuthorCreated = AuthorCreated,
        At = Time,
        Parent = Parent,
        Quoted = Quoted,
        Text = Text,
        QuotedText = quoted is { Id: not 0, Protected: false } ? quoted.Text : null,
        Language = Language,
        ReportedBoosts = Boosts,
        ReportedLikes = Likes,
    };
}
