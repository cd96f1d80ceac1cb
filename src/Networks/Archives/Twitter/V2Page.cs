using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// Reads one line: a page, or one flattened tweet. What belongs together stands in any order (the accounts behind the tweets, the time of retrieval at the very end), so a page is read whole
/// and then given. A tweet within a tweet within a tweet is as deep as the interface goes; what is deeper counts against the depth of any JSON.
/// </summary>
internal sealed class V2Page : IJsonRow
{
    private readonly List<V2Tweet> tweets = [];
    private readonly List<V2Tweet> included = [];
    private readonly Dictionary<long, (long Created, bool Protected)> users = [];
    private readonly Dictionary<long, string?> texts = [];
    private readonly HashSet<long> ids = [];
    private readonly List<(long Id, bool IsUser)> missing = [];
    private long retrieved;
    private bool isPage;

    public TwitterLanguages Languages { get; } = new();

    /// <summary>A tweet that another refers to.</summary>
    public void Include(in V2Tweet tweet) => included.Add(tweet);

    public void Take(ref Utf8JsonReader json, Gathered rows)
    {
        Clear();
        var flat = default(V2Tweet);
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("data"u8)) ReadTweets(ref json, tweets);
            else if (name.SequenceEqual("includes"u8)) ReadIncluded(ref json);
            else if (name.SequenceEqual("errors"u8)) ReadErrors(ref json);
            else if (name.SequenceEqual("__twarc"u8)) ReadTwarc(ref json);
            else if (name.SequenceEqual("meta"u8)) ReadMeta(ref json);
            else if (!flat.Take(ref json, name, this)) json.Skip();
        }

        if (flat.Id != 0) tweets.Add(flat);
        else if (!isPage) throw new JsonException("is neither a page of tweets nor a tweet");
        Give(rows);
    }

    private void Clear()
    {
        tweets.Clear();
        included.Clear();
        users.Clear();
        texts.Clear();
        ids.Clear();
        missing.Clear();
        (retrieved, isPage) = (0, false);
    }

    private void ReadTweets(ref Utf8JsonReader json, List<V2Tweet> into)
    {
        isPage = true;

        // One that was asked for alone stands alone.
        if (json.TokenType == JsonTokenType.StartObject) into.Add(ReadTweet(ref json));
        else if (JsonValues.EnterArray(ref json))
        {
            while (JsonValues.NextElement(ref json))
            {
                if (json.TokenType == JsonTokenType.StartObject) into.Add(ReadTweet(ref json));
                else json.Skip();
            }
        }
    }

    private V2Tweet ReadTweet(ref Utf8JsonReader json)
    {
        var tweet = default(V2Tweet);
        while (JsonValues.Next(ref json, out var name))
        {
            if (!tweet.Take(ref json, name, this)) json.Skip();
        }

        return tweet;
    }

    private void ReadIncluded(ref Utf8JsonReader json)
    {
        isPage = true;
        if (!JsonValues.Enter(ref json)) return;
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("tweets"u8)) ReadTweets(ref json, included);
            else if (name.SequenceEqual("users"u8) && JsonValues.EnterArray(ref json)) ReadUsers(ref json);
            else json.Skip();
        }
    }

    private void ReadUsers(ref Utf8JsonReader json)
    {
        while (JsonValues.NextElement(ref json))
        {
            if (!JsonValues.Enter(ref json)) continue;
            var (id, created, isProtected) = (0L, 0L, false);
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("id"u8)) id = JsonValues.Key(ref json);
                else if (name.SequenceEqual("created_at"u8)) created = JsonValues.Time(ref json);
                else if (name.SequenceEqual("protected"u8)) isProtected = JsonValues.Flag(ref json);
                else json.Skip();
            }

            users[id] = (created, isProtected);
        }
    }

    /// <summary>What was asked for and is not there any more, or no longer for everybody: problems of a resource, each named by its id.</summary>
    private void ReadErrors(ref Utf8JsonReader json)
    {
        isPage = true;
        if (!JsonValues.EnterArray(ref json)) return;
        while (JsonValues.NextElement(ref json))
        {
            if (!JsonValues.Enter(ref json)) continue;
            var (id, user, gone) = (0L, false, false);
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("resource_id"u8)) id = JsonValues.Key(ref json);
                else if (json.TokenType != JsonTokenType.String) json.Skip();
                else if (name.SequenceEqual("resource_type"u8)) user = json.ValueTextEquals("user"u8);
                else if (name.SequenceEqual("type"u8)) gone = json.ValueSpan.EndsWith("/resource-not-found"u8) || json.ValueSpan.EndsWith("/not-authorized-for-resource"u8);
            }

            if (gone && id != 0) missing.Add((id, user));
        }
    }

    private void ReadTwarc(ref Utf8JsonReader json)
    {
        if (!JsonValues.Enter(ref json)) return;
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("retrieved_at"u8)) retrieved = JsonValues.Time(ref json);
            else json.Skip();
        }
    }

    private void ReadMeta(ref Utf8JsonReader json)
    {
        isPage = true;
        json.Skip();
    }

    private void Give(Gathered rows)
    {
        foreach (var tweet in tweets) ids.Add(tweet.Id);
        foreach (var tweet in included) texts.TryAdd(tweet.Id, tweet.Text);
        foreach (var tweet in tweets)
        {
            rows.Row();
            if (tweet.IsCount) rows.Add(new ArchivedClaim(Network.Twitter, "posts", tweet.Counted, tweet.From == 0 ? null : tweet.From, tweet.To == 0 ? null : tweet.To));
            else if (tweet.Id == 0) throw new JsonException("a tweet has no id");
            else if (IsProtected(tweet)) rows.NotPublic();
            else Give(tweet, rows);
        }

        foreach (var tweet in included)
        {
            // The same tweet often stands there for several that refer to it, and those asked for stand there once more.
            if (tweet.Id != 0 && ids.Add(tweet.Id) && tweet.Boosted == 0 && !IsProtected(tweet)) rows.Add(Known(tweet.Item(ArchivedKind.Context), tweet));
        }

        foreach (var (id, isUser) in missing)
        {
            rows.Row();
            rows.Add(new ArchivedItem
            {
                Kind = isUser ? ArchivedKind.AuthorGone : ArchivedKind.Gone,
                Network = Network.Twitter,
                Key = isUser ? 0 : id,
                Author = isUser ? id : 0,
                At = retrieved,
                Retrieved = retrieved,
            });
        }
    }

    private void Give(in V2Tweet tweet, Gathered rows)
    {
        rows.Add(Known(tweet.Boosted != 0 ? tweet.Boost() : tweet.Item(ArchivedKind.Post), tweet));
        if (tweet.Versions is not { } versions) return;
        for (var i = 0; i < versions.Length - 1; i++)
        {
            // An earlier version has its own id; the text that it had is not this one's.
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Gone,
                Network = Network.Twitter,
                Key = versions[i],
                Author = tweet.Author,
                At = TwitterFields.TimeOf(versions[i + 1]),
                Retrieved = retrieved,
            });
        }
    }

    private bool IsProtected(in V2Tweet tweet) => tweet.Protected || (users.TryGetValue(tweet.Author, out var user) && user.Protected);

    private ArchivedItem Known(in ArchivedItem item, in V2Tweet tweet) => item with
    {
        AuthorCreated = tweet.AuthorCreated != 0 ? tweet.AuthorCreated : users.TryGetValue(tweet.Author, out var user) ? user.Created : 0,
        QuotedText = tweet.Quoted != 0 && texts.TryGetValue(tweet.Quoted, out var text) ? TwitterFields.Plain(text) : null,
        Retrieved = retrieved,
    };
}
