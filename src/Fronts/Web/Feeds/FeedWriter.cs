using System.Buffers;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Web.Shell;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Feeds;

/// <summary>Joins fragments into a list, with the time as of now, and what this viewer did and may do.</summary>
public sealed class FeedWriter(Fragments fragments, Counts counts, Marks marks, PollHtml polls, EmojiHtml emojis)
{
    /// <summary>Replies that are deeper than this are shown at this depth: on a phone there is no more room.</summary>
    private const int Deepest = 4;

    internal void Write(IBufferWriter<byte> to, Feed feed, Visit visit)
    {
        var html = new Utf8Html(to);
        var mine = marks.Of(visit.Viewer.Id);
        var depth = 0;
        foreach (var item in feed.Items)
        {
            if (fragments.Of(item.Card, visit.Words, item.Story) is not { } fragment) continue;
            depth = Nest(html, depth, Math.Min(item.Depth, Deepest));
            html.Raw(item.Self ? "<article class=\"post self\" id=\"p"u8 : "<article class=\"post\" id=\"p"u8).Number(item.Anchor).Raw("\">"u8);
            if (item.BoostedBy is { } booster) Boosted(html, booster, visit.Words);
            if (item.Pinned) html.Raw("<p class=\"note\">"u8).Text(visit.Words["post.pinned"]).Raw("</p>"u8);
            html.Raw(fragment.UntilTime).Text(visit.Words.Ago(item.Card.Post.Created, visit.Now)).Raw(fragment.AfterTime);
            polls.Write(html, item.Card, item.Anchor, visit, feed.Actions);
            if (feed.Actions) Acts(html, item, fragment.From.Author, mine.On(item.Card.Id), visit);
            html.Raw("</article>"u8);
        }

        Nest(html, depth, 0);
    }

    private static int Nest(Utf8Html html, int from, int to)
    {
        for (; from < to; from++) html.Raw("<div class=\"deeper\">"u8);
        for (; from > to; from--) html.Raw("</div>"u8);
        return to;
    }

    private void Boosted(Utf8Html html, Account booster, Words words) =>
        html.Raw("<p class=\"note\"><a href=\"/@"u8).Text(booster.Acct).Raw("\"><bdi>"u8).Raw(emojis.LineHtml(booster.Name)).Raw("</bdi></a> "u8).Text(words["post.passed-on"]).Raw("</p>"u8);

    private void Acts(Utf8Html html, FeedItem item, Account author, Mark mark, Visit visit)
    {
        var (post, words) = (item.Card.Post, visit.Words);
        var count = counts.Of(post.Id);
        html.Raw("<div class=\"acts\">"u8);
        if (!visit.SignedIn)
        {
            html.Raw("<a href=\""u8).Text(Fragments.Address(author, post.Id)).Raw("\">"u8).Text(Counted(words, "post.reply", count.Replies)).Raw("</a>"u8);
            if (count.Boosts > 0) html.Raw("<span>"u8).Text(Counted(words, "post.boosts", count.Boosts)).Raw("</span>"u8);
            if (count.Likes > 0) html.Raw("<span>"u8).Text(Counted(words, "post.likes", count.Likes)).Raw("</span>"u8);
            html.Raw("</div>"u8);
            return;
        }

        html.Raw("<a href=\"/write?reply="u8).Number(post.Id).Raw("\">"u8).Text(Counted(words, "post.reply", count.Replies)).Raw("</a>"u8);
        if (post.Visibility <= Visibility.Unlisted || (post.Visibility == Visibility.Followers && post.Author == visit.Viewer.Id))
        {
            Button(html, item, mark.HasFlag(Mark.Boosted), "boost"u8, "unboost"u8, Counted(words, mark.HasFlag(Mark.Boosted) ? "post.boosted" : "post.boost", count.Boosts));
        }

        Button(html, item, mark.HasFlag(Mark.Liked), "like"u8, "unlike"u8, Counted(words, mark.HasFlag(Mark.Liked) ? "post.liked" : "post.like", count.Likes));
        More(html, item, author, mark, visit);
        html.Raw("</div>"u8);
    }

    private static void Button(Utf8Html html, FeedItem item, bool pressed, ReadOnlySpan<byte> deed, ReadOnlySpan<byte> undo, string label) =>
        html.Raw("<button form=\"act\" formaction=\"/posts/"u8).Number(item.Card.Id).Raw("/"u8).Raw(pressed ? undo : deed).Raw("\" name=\"anchor\" value=\""u8).Number(item.Anchor)
            .Raw(pressed ? "\" aria-pressed=\"true\">"u8 : "\" aria-pressed=\"false\">"u8).Text(label).Raw("</button>"u8);

    private void More(Utf8Html html, FeedItem item, Account author, Mark mark, Visit visit)
    {
        var (post, words) = (item.Card.Post, visit.Words);
        html.Raw("<details><summary>"u8).Text(words["post.more"]).Raw("</summary><div>"u8);
        Button(html, item, mark.HasFlag(Mark.Bookmarked), "keep"u8, "unkeep"u8, words[mark.HasFlag(Mark.Bookmarked) ? "post.kept" : "post.keep"]);
        if (post.Author == visit.Viewer.Id)
        {
            html.Raw("<a href=\"/write?edit="u8).Number(post.Id).Raw("\">"u8).Text(words["post.edit"]).Raw("</a><a href=\"/posts/"u8).Number(post.Id).Raw("/delete\">"u8)
                .Text(words["post.delete"]).Raw("</a>"u8);
            if (post.Visibility != Visibility.Direct)
            {
                Plain(html, item, mark.HasFlag(Mark.Pinned) ? "unpin"u8 : "pin"u8, words[mark.HasFlag(Mark.Pinned) ? "post.unpin" : "post.pin"]);
            }

            if (post is { Visibility: Visibility.Public, ReplyTo: null }) html.Raw("<a href=\"/ask?post="u8).Number(post.Id).Raw("\">"u8).Text(words["post.make-call"]).Raw("</a>"u8);
        }

        if (MayQuote.Post(visit.Viewer, post)) html.Raw("<a href=\"/write?quote="u8).Number(post.Id).Raw("\">"u8).Text(words["post.quote"]).Raw("</a>"u8);
        var muted = marks.Of(visit.Viewer.Id).On(post.Root).HasFlag(Mark.ConversationMuted);
        Plain(html, item, muted ? "hear"u8 : "hush"u8, words[muted ? "post.hear" : "post.hush"]);
        if (post.Author != visit.Viewer.Id) html.Raw("<a href=\"/@"u8).Text(author.Acct).Raw("\">"u8).Text(words["post.person", author.Name]).Raw("</a><a href=\"/report?post="u8).Number(post.Id).Raw("\">"u8)
            .Text(words["post.report"]).Raw("</a>"u8);
        html.Raw("</div></details>"u8);
    }

    private static void Plain(Utf8Html html, FeedItem item, ReadOnlySpan<byte> deed, string label) =>
        html.Raw("<button form=\"act\" formaction=\"/posts/"u8).Number(item.Card.Id).Raw("/"u8).Raw(deed).Raw("\" name=\"anchor\" value=\""u8).Number(item.Anchor).Raw("\">"u8).Text(label).Raw("</button>"u8);

    private static string Counted(Words words, string key, int n) => n == 0 ? words[key] : words[key] + " " + words.Short(n);
}
