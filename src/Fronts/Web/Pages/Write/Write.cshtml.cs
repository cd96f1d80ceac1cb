using System.Globalization;
using System.Security.Cryptography;
using Antiphon.Http;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Web.Feeds;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Write;

/// <summary>
/// Writing: a post, a reply, a quote, or an edit of one's own. On any refusal the form comes back as it was typed, pictures that were sent already included.
/// </summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes, MaxBody = MostBytes)]
public sealed class WritePage(PostShelf shelf, Accounts accounts, Members members, PostOptions limits, WritePost write, EditPost edit, ComposerPictures pictures) : SitePage
{
    private static readonly long[] Times = [300, 1_800, 3_600, 6 * 3_600, 86_400, 3 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400];

    /// <summary>Four pictures of 16 MiB, and room for a story.</summary>
    private const long MostBytes = (4 * 16 + 1) * 1024 * 1024;

    [BindProperty(SupportsGet = true, Name = "reply")]
    public long? ReplyTo { get; set; }

    [BindProperty(SupportsGet = true, Name = "quote")]
    public long? QuoteOf { get; set; }

    [BindProperty(SupportsGet = true, Name = "edit")]
    public long? EditOf { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Warning { get; set; }

    [BindProperty]
    public Visibility Visibility { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public bool Sensitive { get; set; }

    [BindProperty]
    public bool Story { get; set; }

    /// <summary>Seconds that a poll is open.</summary>
    [BindProperty]
    public long PollTime { get; set; } = 86_400;

    [BindProperty]
    public bool PollMultiple { get; set; }

    /// <summary>Whether the votes are shown only when the poll has ended.</summary>
    [BindProperty]
    public bool PollHidden { get; set; }

    /// <summary>Makes a form that is sent twice one post.</summary>
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Pictures that were sent already, in their order.</summary>
    public IReadOnlyList<Attachment> Pictures { get; private set; } = [];

    /// <summary>The post that is answered or quoted, above the form.</summary>
    public Feed? About { get; private set; }

    /// <summary>A new post may still become a story, so it begins with the shorter limit.</summary>
    public int Limit => Story && EditOf is not null ? limits.MaxStoryCharacters : limits.MaxCharacters;

    public PostOptions Limits => limits;

    /// <summary>Whether the form was opened for something more than a short text.</summary>
    public bool HasMore => Pictures.Count > 0 || !string.IsNullOrEmpty(Warning) || Sensitive || Problems.Any(static p => p.Field.StartsWith("picture", StringComparison.Ordinal));

    /// <summary>Whether something was typed that only a poll has.</summary>
    public bool HasPoll => Options.Count > 0 || PollMultiple || PollHidden || Problems.Any(static p => p.Field is "option-1" or nameof(PollTime));

    /// <summary>How long a poll may be open, as a choice.</summary>
    public IReadOnlyList<Option> PollTimes => [.. Times.Select(seconds => new Option(seconds.ToString(CultureInfo.InvariantCulture), seconds switch
    {
        < 3_600 => T.Count("write.minutes", seconds / 60),
        < 86_400 => T.Count("write.hours", seconds / 3_600),
        _ => T.Count("invites.n-days", seconds / 86_400),
    }))];

    /// <summary>What was typed as an option of the poll.</summary>
    public string Option(int n) => Request.HasFormContentType ? Request.Form[string.Create(CultureInfo.InvariantCulture, $"option-{n}")].ToString() : string.Empty;

    /// <summary>The options that are filled in: rows between them may stay empty.</summary>
    private IReadOnlyList<string> Options => [.. Enumerable.Range(1, PollDraft.MostOptions).Select(Option).Where(static option => !string.IsNullOrWhiteSpace(option))];

    /// <summary>What was typed about a file that was not taken.</summary>
    public string? AboutNew(int n) => Request.HasFormContentType && ErrorOf(string.Create(CultureInfo.InvariantCulture, $"picture-{n}")) is not null
        ? Request.Form[string.Create(CultureInfo.InvariantCulture, $"about-new-{n}")].ToString()
        : null;

    public IActionResult OnGet(string? to, string? text)
    {
        if (Frame() is { } refused) return refused;
        Key = RandomNumberGenerator.GetHexString(32);
        var preferences = members.Find(Me.Id)!.Preferences;
        (Visibility, Sensitive, Language) = (preferences.Visibility, preferences.Sensitive, preferences.Language ?? T.Language);
        Text = text ?? (to is null ? null : $"@{to} ");
        if (EditOf is { } edited && shelf.Find(edited) is { } card) Take(card);
        if (ReplyTo is { } reply && shelf.Find(reply, Viewer) is { } parent) Answer(parent);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Frame() is { } refused) return refused;
        var old = EditOf is { } edited ? shelf.Find(edited) : null;
        if (old is not null) Story = old.Post.Story;
        var form = await SentForm.Of(HttpContext);
        var sent = await pictures.Take(Me.Id, form, old?.Media ?? [], limits.MaxMedia, HttpContext.RequestAborted);
        Pictures = sent.Kept;
        foreach (var (field, refusal) in sent.Problems) Wrong(field, Said(refusal));
        if (Problems.Count > 0 || form.ContainsKey("add")) return Problems.Count > 0 ? Shown() : Page();
        return await (old is null ? Publish() : Change(old, sent));
    }

    private async Task<IActionResult> Publish()
    {
        var draft = new Draft(
            Text ?? string.Empty, Visibility, ReplyTo, QuoteOf, Warning ?? string.Empty, Sensitive, Blank(Language), [.. Pictures.Select(static one => one.Id)],
            IdempotencyKey: Key is { Length: 32 } ? "web:" + Key : null, Story: Story,
            Poll: HasPoll ? new PollDraft(Options, PollTime, PollMultiple, PollHidden) : null);
        var written = await write.Write(Me, draft);
        if (!written.Ok) return Again(written.Refusal, ("status", nameof(Text)), ("media_ids", "picture-1"), ("poll", "option-1"), ("expires_in", nameof(PollTime)));
        return Then(Fragments.Address(Me, written.Value.Id), "said.posted");
    }

    private async Task<IActionResult> Change(PostCard old, SentPictures sent)
    {
        var written = await edit.Write(Me, old.Id, new Edit(
            Text ?? string.Empty, Warning ?? string.Empty, Sensitive, Blank(Language), [.. Pictures.Select(static one => one.Id)], sent.Descriptions));
        if (!written.Ok) return Again(written.Refusal, ("status", nameof(Text)), ("media_ids", "picture-1"));
        return Then(Fragments.Address(Me, old.Id), "said.post-edited");
    }

    /// <summary>What the form is for. Whose post it is not is told the same as for one that never was.</summary>
    private IActionResult? Frame()
    {
        Visit.Nav = "write";
        Visit.Title = T[EditOf is not null ? "write.title-edit" : ReplyTo is not null ? "write.title-reply" : QuoteOf is not null ? "write.title-quote" : "write.title"];
        Visit.Scripts.Add("counter.js");
        if (EditOf is { } edited && (shelf.Find(edited) is not { } card || card.Post.Author != Me.Id || card.Post.BoostOf is not null)) return Refused(Refusal.NotFound);
        if ((ReplyTo ?? QuoteOf) is not { } about) return null;
        if (shelf.Find(about, Viewer) is not { } shown) return Refused(Refusal.NotFound);
        About = Feed.In(Visit, [new FeedItem(shown, shown.Id)], actions: false);
        return null;
    }

    private void Take(PostCard card)
    {
        var post = card.Post;
        (Text, Warning, Sensitive, Language, Story, Visibility) = (post.Text, post.Warning, post.Sensitive, post.Language, post.Story, post.Visibility);
        Pictures = card.Media;
    }

    /// <summary>A reply names those whom the post names, keeps its warning, and is seen by no more people.</summary>
    private void Answer(PostCard parent)
    {
        var named = new[] { parent.Post.Author }.Concat(parent.Mentions).Where(id => id != Me.Id).Distinct()
            .Select(accounts.Find).OfType<Account>().Where(static account => account.Shown).Select(static account => "@" + account.Acct);
        var start = string.Join(' ', named);
        if (Text is null && start.Length > 0) Text = start + " ";
        Warning = parent.Post.Warning;
        Language = parent.Post.Language ?? Language;
        if (parent.Post.Visibility > Visibility) Visibility = parent.Post.Visibility;
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
