using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Tally;
using Antiphon.Web.Calls;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>GET /calls/{slug}</c>: a call, and the number of people who answered. For visitors without an account it is kept as bytes; see <see cref="CallPages"/>.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads)]
public sealed class CallPage(
    AllCalls calls, Boards boards, Spreads spreads, PastCounts past, NamedCarriers carriers, CallPosts posts, CallSources sources, Moderate moderate, OwnAnswer own, Accounts accounts) : SitePage
{
    /// <summary>What a page shows of each part; together with the call itself some fifty posts.</summary>
    private const int MostStories = 20;
    private const int MostAnswers = 15;
    private const int MostConversation = 15;
    private const int MostNext = 3;

    public Call Call { get; private set; } = null!;

    public CallFrame Frame { get; private set; } = null!;

    public Count Count => Frame.Count;

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

    public Feed? Stories { get; private set; }

    public Feed? Answers { get; private set; }

    public Feed? Conversation { get; private set; }

    public IReadOnlyList<CallSource> Sources { get; private set; } = [];

    public IReadOnlyList<Move> Moves { get; private set; } = [];

    public IReadOnlyList<(Call Call, long People)> Next { get; private set; } = [];

    /// <summary>Whether an answer would be counted at this moment.</summary>
    public bool Open => Past is null && Call.Counts(Visit.Now);

    public bool MayChange => Visit.SignedIn && (Call.Caller == Viewer.Id || Viewer.Moderates);

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (calls.Find(slug) is not { } call || (call.Hidden && !Viewer.Moderates)) return Refused(Refusal.NotFound);
        Call = call;
        if (CallAt.Asked(Request))
        {
            var asked = await CallAt.Find(Request, call, past);
            if (!asked.Ok) return Refused(asked.Refusal);
            Past = asked.Value;
        }

        // Who is signed in may have answered a moment ago and must see themselves in the number; everybody else shares the latest frame.
        Frame = Past is not null ? Past.Frame : Visit.SignedIn ? await boards.Now(call.Id) : await boards.Latest(call.Id);
        Caller = accounts.Find(call.Caller) is { Shown: true } caller ? caller : null;
        Charts = CallCharts.Of(Frame, call, T);
        if ((Past is not null ? Past.Spread : await spreads.Latest(call)) is { } spread) Spread = new CallSpread(spread, carriers.Of(spread), call, T);
        Own = own.In(call, Viewer.Id);
        Stories = FeedOf(CallPart.Stories, MostStories);
        Answers = FeedOf(CallPart.Answers, MostAnswers);
        Conversation = FeedOf(CallPart.Conversation, MostConversation);
        Sources = [.. sources.Of(call).Where(source => source.Started <= Until)];
        Moves = [.. moderate.Moves(call).Where(move => move.At <= Until)];
        Next = await OthersOpen();
        Visit.Title = Headline.Short(call.Wording);
        Visit.Description = T.Count("call.people", Count.Answered.AtLeast);
        Visit.Nav = "front";
        Visit.Wide = true;
        Visit.Leave = true;
        Visit.Translated = !call.Hidden;
        Visit.Unlisted = call.Hidden || Past is not null;
        if (Past is null) Visit.Scripts.Add("call.js");
        return Page();
    }

    /// <summary>What is newer is not on the page; UTC ms.</summary>
    private long Until => Past?.Frame.AsOf ?? long.MaxValue;

    private Feed? FeedOf(CallPart part, int most)
    {
        var cards = posts.Page(Viewer, Call, part, Past is null ? Paging.Newest(most) : Paging.Before(Ids.First(Until + 1), most));
        return cards.Count == 0 ? null : Feed.In(Visit, cards.Select(card => new FeedItem(card, card.Id, Story: part == CallPart.Stories)));
    }

    private async Task<IReadOnlyList<(Call Call, long People)>> OthersOpen()
    {
        var others = new List<(Call, long)>();
        foreach (var other in calls.All.Where(other => other.Id != Call.Id && !other.Hidden && other.Counts(Visit.Now)).Take(MostNext))
        {
            others.Add((other, (await boards.Latest(other.Id)).Count.Answered.AtLeast));
        }

        return others;
    }
}
