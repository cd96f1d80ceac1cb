using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>What of a tweet of the second interface matters here.</summary>
internal struct V2Tweet
{
    public long Id;
    public long Author;
    public long Created;
    public long Conversation;
    public long Boosted;
    public long Parent;
    public long Quoted;
    public string? Text;
    public string? Note;
    public string? Language;
    public int? Boosts;
    public int? Likes;

    /// <summary>In a flattened tweet its author stands inside; in a page beside.</summary>
    public long AuthorCreated;
    public bool Protected;

    /// <summary>The page counted posts and gave none.</summary>
    public bool IsCount;
    public long Counted;
    public long From;
    public long To;

    /// <summary>Versions of it by id; the last one stands.</summary>
    public long[]? Versions;

    public readonly ArchivedItem Item(ArchivedKind kind) => new()
    {
        Kind = kind,
        Network = Network.Twitter,
        Key = Id,
        Author = Author,
        AuthorCreated = AuthorCreated,
        At = Created != 0 ? Created : TwitterFields.TimeOf(Id),
        Parent = Parent,

        // A conversation's first post says its own id.
        Root = Conversation == Id ? 0 : Conversation,
        Quoted = Quoted,
        Text = TwitterFields.Plain(Note ?? Text),
        Language = Language,
        ReportedBoosts = Boosts,
        ReportedLikes = Likes,
    };

    /// <summary>A retweet says a conversation of its own, and the original's counters: both are left out.</summary>
    public readonly ArchivedItem Boost() => new()
    {
        Kind = ArchivedKind.Boost,
        Network = Network.Twitter,
        Key = Id,
        Author = Author,
        AuthorCreated = AuthorCreated,
        At = Created != 0 ? Created : TwitterFields.TimeOf(Id),
        Target = Boosted,
    };

    /// <summary>Takes one field; false where it is none of a tweet's, with its value untouched.</summary>
    public bool Take(ref Utf8JsonReader json, scoped ReadOnlySpan<byte> name, V2Page page)
    {
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                Id = JsonValues.Key(ref json);
                return true;
            case 4 when name.SequenceEqual("text"u8):
                Text = JsonValues.Text(ref json);
                return true;
            case 4 when name.SequenceEqual("lang"u8):
                Language = page.Languages.Read(ref json);
                return true;
            case 9 when name.SequenceEqual("author_id"u8):
                Author = JsonValues.Key(ref json);
                return true;
            case 6 when name.SequenceEqual("author"u8):
                if (JsonValues.Enter(ref json)) TakeAuthor(ref json);
                return true;
            case 10 when name.SequenceEqual("created_at"u8):
                Created = JsonValues.Time(ref json);
                return true;
            case 10 when name.SequenceEqual("note_tweet"u8):
                if (JsonValues.Enter(ref json)) TakeNote(ref json);
                return true;
            case 14 when name.SequenceEqual("public_metrics"u8):
                if (JsonValues.Enter(ref json)) TakeMetrics(ref json);
                return true;
            case 15 when name.SequenceEqual("conversation_id"u8):
                Conversation = JsonValues.Key(ref json);
                return true;
            case 17 when name.SequenceEqual("referenced_tweets"u8):
                TakeReferences(ref json, page);
                return true;
            case 22 when name.SequenceEqual("edit_history_tweet_ids"u8):
                TakeVersions(ref json);
                return true;
            case 11 when name.SequenceEqual("tweet_count"u8):
                IsCount = true;
                Counted = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var count) && count >= 0 ? count : throw new JsonException("a count is no number");
                return true;
            case 5 when name.SequenceEqual("start"u8):
                From = JsonValues.Time(ref json);
                return true;
            case 3 when name.SequenceEqual("end"u8):
                To = JsonValues.Time(ref json);
                return true;
            default:
                return false;
        }
    }

    private void TakeAuthor(ref Utf8JsonReader json)
    {
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("id"u8)) Author = JsonValues.Key(ref json);
            else if (name.SequenceEqual("created_at"u8)) AuthorCreated = JsonValues.Time(ref json);
            else if (name.SequenceEqual("protected"u8)) Protected = JsonValues.Flag(ref json);
            else json.Skip();
        }
    }

    /// <summary>A long text stands apart, and in "text" only its beginning.</summary>
    private void TakeNote(ref Utf8JsonReader json)
    {
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("text"u8)) Note = JsonValues.Text(ref json) ?? Note;
            else json.Skip();
        }
    }

    private void TakeMetrics(ref Utf8JsonReader json)
    {
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("retweet_count"u8)) Boosts = JsonValues.Count(ref json);
            else if (name.SequenceEqual("like_count"u8)) Likes = JsonValues.Count(ref json);
            else json.Skip();
        }
    }

    private void TakeReferences(ref Utf8JsonReader json, V2Page page)
    {
        if (!JsonValues.EnterArray(ref json)) return;
        while (JsonValues.NextElement(ref json))
        {
            if (!JsonValues.Enter(ref json)) continue;
            var inside = default(V2Tweet);
            var kind = ' ';
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("type"u8) && json.TokenType == JsonTokenType.String)
                {
                    kind = json.ValueTextEquals("retweeted"u8) ? 'b' : json.ValueTextEquals("replied_to"u8) ? 'p' : json.ValueTextEquals("quoted"u8) ? 'q' : ' ';
                }
                else if (!inside.Take(ref json, name, page)) json.Skip();
            }

            if (kind == 'b') Boosted = inside.Id;
            else if (kind == 'p') Parent = inside.Id;
            else if (kind == 'q') Quoted = inside.Id;

            // Flattened, the tweet itself stands inside.
            if (inside is { Id: not 0, Text: not null }) page.Include(inside);
        }
    }

    private void TakeVersions(ref Utf8JsonReader json)
    {
        if (!JsonValues.EnterArray(ref json)) return;
        var ids = new List<long>(1);
        while (JsonValues.NextElement(ref json)) ids.Add(JsonValues.Key(ref json));
        if (ids.Count > 1) Versions = [.. ids];
    }
}
