using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Feeds;

/// <summary>
/// A poll under its post: a choice for those who may still vote, the result for all others. The choice is a group with a name and ordinary fields of the page's one form, so that it works
/// without scripts; the result is a list of sentences, and its bars say nothing that is not said in words.
/// </summary>
public sealed class PollHtml(PollCounts counts, EmojiHtml emojis)
{
    /// <summary>The field of one poll's choice: every poll of a page is in the same form.</summary>
    public static string Field(long post) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"choice-{post}");

    internal void Write(Utf8Html html, PostCard card, long anchor, Visit visit, bool actions)
    {
        if (card.Poll is not { } poll) return;
        var (own, ended, words) = (counts.Choices(visit.Viewer.Id, poll.Post), poll.Ended(visit.Now), visit.Words);

        // Options say what the text says: behind the same warning.
        var folded = card.Post.Warning.Length > 0;
        if (folded) html.Raw("<details class=\"cw\"><summary>"u8).Text(words["poll.poll"]).Raw("</summary>"u8);
        if (actions && visit.SignedIn && !ended && own.Count == 0 && visit.Viewer.Id != poll.Author) Choice(html, poll, anchor, visit);
        else Result(html, poll, own, ended, visit);
        if (folded) html.Raw("</details>"u8);
    }

    private void Choice(Utf8Html html, Poll poll, long anchor, Visit visit)
    {
        var words = visit.Words;
        html.Raw("<fieldset class=\"poll\" tabindex=\"-1\"><legend>"u8).Text(words[poll.Multiple ? "poll.several" : "poll.one"]).Raw("</legend>"u8);
        for (var i = 0; i < poll.Options.Count; i++)
        {
            html.Raw("<label><input form=\"act\" type=\""u8).Raw(poll.Multiple ? "checkbox"u8 : "radio"u8).Raw("\" name=\""u8).Text(Field(poll.Post)).Raw("\" value=\""u8).Number(i)
                .Raw("\"> <span dir=\"auto\">"u8).Raw(emojis.LineHtml(poll.Options[i])).Raw("</span></label>"u8);
        }

        html.Raw("<button form=\"act\" formaction=\"/posts/"u8).Number(poll.Post).Raw("/vote\" name=\"anchor\" value=\""u8).Number(anchor).Raw("\">"u8).Text(words["poll.vote"]).Raw("</button>"u8);
        About(html, poll, counts.Of(poll), ended: false, visit);
        html.Raw("</fieldset>"u8);
    }

    private void Result(Utf8Html html, Poll poll, IReadOnlyList<int> own, bool ended, Visit visit)
    {
        var (count, words) = (counts.Of(poll), visit.Words);
        var shown = ended || !poll.HideTotals;
        html.Raw("<section class=\"poll\" tabindex=\"-1\" aria-label=\""u8).Text(words["poll.poll"]).Raw("\"><ul>"u8);
        for (var i = 0; i < poll.Options.Count; i++)
        {
            html.Raw("<li><span dir=\"auto\">"u8).Raw(emojis.LineHtml(poll.Options[i])).Raw("</span>"u8);
            if (shown) html.Raw(" <b>"u8).Text(words.Count("poll.votes", count.Votes[i])).Raw("</b>"u8);
            if (own.Contains(i)) html.Raw(" <span class=\"muted\">"u8).Text(words["poll.yours"]).Raw("</span>"u8);
            if (shown) html.Raw("<meter aria-hidden=\"true\" min=\"0\" max=\""u8).Number(Math.Max(1, count.Voters)).Raw("\" value=\""u8).Number(count.Votes[i]).Raw("\"></meter>"u8);
            html.Raw("</li>"u8);
        }

        html.Raw("</ul>"u8);
        About(html, poll, count, ended, visit);
        html.Raw("</section>"u8);
    }

    private static void About(Utf8Html html, Poll poll, PollCount count, bool ended, Visit visit)
    {
        var words = visit.Words;
        html.Raw("<p class=\"note\">"u8).Text(words.Count("poll.people", count.Voters)).Raw(" · "u8).Text(words[ended ? "poll.ended" : "poll.until", words.Full(poll.Expires)]);
        if (!ended && poll.HideTotals) html.Raw(" · "u8).Text(words["poll.hidden"]);
        html.Raw("</p>"u8);
    }
}
