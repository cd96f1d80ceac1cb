using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Web.Calls;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>GET /calls/{slug}</c>: a call, and the number of people who answered. For visitors without an account it is kept as bytes; see <see cref="CallPages"/>.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads)]
public sealed class CallPage(AllCalls calls, Boards boards, CallSpreads spreads, CallPosts posts, CallParts parts, OwnAnswer own, Accounts accounts) : SitePage
{
    /// <summary>What a page shows of each part; together with the call itself some fifty posts.</summary>
    private const int MostStories = 20;
    private const int MostAnswers = 15;
    private const int MostConversation = 15;

    public Call Call { get; private set; } = null!;

    public CallFrame Frame { get; private set; } = null!;

    public Count Count => Frame.Count;

    /// <summary>What of it travels: on cards, in citations, in feeds.</summary>
    public Take.CallInWords InWords => new(Call, Frame, Visit.Settings.Title, Visit.Site, T, Past is not null);

    /// <summary>Null where the caller's account is gone.</summary>
    public Account? Caller { get; private set; }

    public CallCharts Charts { get; private set; } = null!;

    /// <summary>Null while a large call's first snapshot is not there yet.</summary>
    public CallSpread? Spread { get; private set; }

    /// <summary>The page is read as it stood at a line of the ledger (<c>?at=SEQUENCE</c>): null for as it is now.</summary>
    public PastCount? Past { get; private set; }

    /// <summary>What addresses of data end with, so that they say what this page says.</summary>
    public string AtQuery => Past is null ? string.Empty : "?at=" + Past.Frame.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public OwnStanding Own { get; private set; } = null!;

    public CallHead Head { get; private set; } = null!;

    /// <summary>The numbers as sentences.</summary>
    public IReadOnlyList<Sentence> Story { get; private set; } = [];

    /// <summary>What was done to the call's own post; null where it is not counted yet.</summary>
    public OwnMarks? Marks { get; private set; }

    public CallNotes Notes { get; private set; } = null!;

    /// <summary>Statements from elsewhere that were pinned.</summary>
    public IReadOnlyList<Voice> Voices { get; private set; } = [];

    /// <summary>Posts of this server that were pinned; null for none.</summary>
    public Feed? Pinned { get; private set; }

    /// <summary>Whether one of the pinned posts is the viewer's own.</summary>
    public bool MineIsPinned { get; private set; }

    public Feed? Stories { get; private set; }

    public Feed? Answers { get; private set; }

    public Feed? Conversation { get; private set; }

    public CallMoves Moves { get; private set; } = null!;

    public IReadOnlyList<(Related Related, long People)> Next { get; private set; } = [];

    /// <summary>Whether an answer would be counted at this moment.</summary>
    public bool Open => Past is null && Call.Counts(Visit.Now);

    public bool MayChange => Visit.SignedIn && Call.TendedBy(Me, Viewer.Role);

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (calls.Find(slug) is not { } call || (call.Hidden && !Viewer.Moderates)) return Refused(Refusal.NotFound);
        Call = call;
        if (CallAt.Asked(Request))
        {
            var asked = await spreads.At(Request, call);
            if (!asked.Ok) return Refused(asked.Refusal);
            Past = asked.Value;
        }

        // Who is signed in may have answered a moment ago and must see themselves in the number; everybody else shares the latest frame.
        Frame = Past is not null ? Past.Frame : Visit.SignedIn ? await boards.Now(call.Id) : await boards.Latest(call.Id);
        Caller = accounts.Find(call.Caller) is { Shown: true } caller ? caller : null;
        Charts = CallCharts.Of(Frame, call, T);
        Spread = await spreads.Of(call, Past, T);
        Own = own.In(call, Viewer.Id);
        var (now, open) = Past is null ? (Visit.Now, Open) : (Until, call.Counts(Until));
        Head = CallHead.Of(call, Count, open, now, T);
        Marks = Past is null ? parts.Marks(call, Frame) : null;
        Story = Antiphon.Web.Calls.Story.Write(new StoryFacts(call, Count, open, Frame.AsOf, now, Marks), T);
        Notes = parts.Notes(call).AsOf(Until);
        Moves = Past is null ? parts.Moves(call, Frame) : parts.MovesUntil(call, Until);
        Next = await ToRead();
        Lists();
        Visit.Title = Headline.Short(call.Wording);
        Visit.Description = T.Count("call.people", Count.Answered.AtLeast);
        Visit.Nav = "front";
        Visit.Wide = true;
        Visit.Leave = true;
        Visit.Translated = !call.Hidden;
        Visit.Unlisted = call.Hidden || Past is not null;
        if (Past is null) Visit.Scripts.Add("call.js");
        Visit.Scripts.Add("copy.js");
        return Page();
    }

    /// <summary>What is newer is not on the page; UTC ms.</summary>
    private long Until => Past?.Frame.AsOf ?? long.MaxValue;

    /// <summary>What is pinned stands among the voices and not once more among the stories or answers.</summary>
    private void Lists()
    {
        Voices = [.. Notes.Voices.Where(static voice => voice.Post == 0)];
        var pinned = posts.Shown(Viewer, [.. Notes.Voices.Where(static voice => voice.Post != 0).Select(static voice => voice.Post)], CallPart.Stories)
            .Where(card => card.Post.Visibility == Visibility.Public && card.Post.Created <= Until).ToList();
        MineIsPinned = Visit.SignedIn && pinned.Exists(card => card.Post.Author == Viewer.Id);
        Pinned = FeedOf(pinned.Select(static card => new FeedItem(card, card.Id)));
        var elsewhere = pinned.Select(static card => card.Id).ToHashSet();
        Stories = FeedOf((Past is null ? posts.Shown(Viewer, parts.Stories(Call, Frame, MostStories), CallPart.Stories) : posts.Page(Viewer, Call, CallPart.Stories, Newest(MostStories))).Where(Free).Select(static card => new FeedItem(card, card.Id, Story: true)));
        Answers = FeedOf(posts.Page(Viewer, Call, CallPart.Answers, Newest(MostAnswers)).Where(Free).Select(static card => new FeedItem(card, card.Id)));
        var spoken = Antiphon.Calls.Conversation.Order([.. posts.Page(Viewer, Call, CallPart.Conversation, Newest(MostConversation)).Where(Free)]);
        Conversation = FeedOf(spoken.Select(static one => new FeedItem(one.Card, one.Card.Id, Depth: one.Depth)));

        bool Free(PostCard card) => !elsewhere.Contains(card.Id);
        Paging Newest(int most) => Past is null ? Paging.Newest(most) : Paging.Before(Ids.First(Until + 1), most);
    }

    private Feed? FeedOf(IEnumerable<FeedItem> items) => items.ToList() is { Count: > 0 } some ? Feed.In(Visit, some) : null;

    private async Task<IReadOnlyList<(Related Related, long People)>> ToRead()
    {
        var next = new List<(Related, long)>();
        foreach (var related in parts.Next(Call)) next.Add((related, (await boards.Latest(related.Call.Id)).Count.Answered.AtLeast));
        return next;
    }
}
