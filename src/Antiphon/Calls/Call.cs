using System.Text.Json;
using Antiphon.Answers.Recognition;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>Something that a call's page points to, such as the report that it followed.</summary>
public sealed record ContextLink(string Title, string Url);

/// <summary>A post that asks the people whom something concerns to answer. Immutable; a change makes a new one.</summary>
/// <param name="Slug">Its name in addresses: <c>/calls/{slug}</c>.</param>
/// <param name="Post">The call's own post. It is never an answer itself.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Wording">The call in full.</param>
/// <param name="Phrases">What answers it, in any language; the first is the button's.</param>
/// <param name="Hashtags">As written, without the sign.</param>
/// <param name="SuggestedBy">Whose idea it was, in the caller's words; empty for nobody's.</param>
/// <param name="Opened">UTC ms; what was published before is not counted.</param>
/// <param name="Closes">UTC ms after which nothing is counted; null while it is open for good.</param>
/// <param name="Hidden">Taken off the public pages by a moderator.</param>
/// <param name="Headline">The page's headline in the caller's words; empty where it is made from the figures.</param>
/// <param name="Standfirst">What stands beneath it in the caller's words; empty where it is made from the figures.</param>
/// <param name="LeadsTo">Names of the calls that the caller leads on to.</param>
/// <param name="Created">When this server came to know of it, UTC ms: what answered it before was not seen as it happened.</param>
public sealed record Call(
    long Id,
    string Slug,
    long Post,
    long Caller,
    string Wording,
    IReadOnlyList<string> Phrases,
    IReadOnlyList<string> Hashtags,
    string SuggestedBy,
    IReadOnlyList<ContextLink> Links,
    long Opened,
    long? Closes,
    bool Hidden,
    string Headline,
    string Standfirst,
    IReadOnlyList<string> LeadsTo,
    long Created)
{
    public const string Columns = "id, slug, post, caller, wording, phrases, hashtags, suggested_by, links, opened, closes, hidden, headline, standfirst, leads_to, created";

    /// <summary>What recognises an answer to it; compiled once per call.</summary>
    public Recogniser Recogniser { get; } = new(new CallTerms(Wording, Phrases, Hashtags));

    /// <summary>From when on answers were seen as they happened, UTC ms; a call may be opened as of a time that is long past.</summary>
    public long Live => Math.Max(Opened, Created);

    /// <summary>Whether something published at that time (UTC ms) is counted.</summary>
    public bool Counts(long at) => at >= Opened && (Closes is null || at <= Closes);

    /// <summary>Whether this account looks after what stands on the call's page beside the count: whoever asked, and moderators.</summary>
    public bool TendedBy(Account by, Role role) => by.Id == Caller || role >= Role.Moderator;

    /// <summary>Links in their column: a JSON array of pairs.</summary>
    public static string Write(IReadOnlyList<ContextLink> links) => JsonSerializer.Serialize(links.Select(static link => new[] { link.Title, link.Url }));

    public static Call Read(Row row) => new(
        row.Long(0),
        row.Text(1),
        row.Long(2),
        row.Long(3),
        row.Text(4),
        JsonSerializer.Deserialize<string[]>(row.Text(5))!,
        JsonSerializer.Deserialize<string[]>(row.Text(6))!,
        row.Text(7),
        ReadLinks(row.Text(8)),
        row.Long(9),
        row.LongOrNull(10),
        row.Bool(11),
        row.Text(12),
        row.Text(13),
        JsonSerializer.Deserialize<string[]>(row.Text(14))!,
        row.Long(15));

    /// <summary>Checked when they were written, and once more here, as every page puts them into an address.</summary>
    private static IReadOnlyList<ContextLink> ReadLinks(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Where(static pair => SafeUrl.TryHttp(pair[1], out _)).Select(static pair => new ContextLink(pair[0], pair[1]))];
}

/// <summary>A call was opened or changed.</summary>
public sealed record CallChanged(long Call) : Happening;
