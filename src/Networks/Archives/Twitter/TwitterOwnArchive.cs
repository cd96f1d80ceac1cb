using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// A person's own archive as X gives it: a zip of scripts, of which those with posts and the one with the account's id are read, as text and never run. Messages, addresses, numbers and likes
/// (which have no time) are not opened. All numbers in it are texts. A boost says whose it was and not which post, so it is counted as seen and for nothing.
/// </summary>
public sealed partial class TwitterOwnArchive : IArchiveFormat
{
    public string Name => "twitter-archive";

    public string Description => "A person's own archive from X or Twitter (zip, or tweets.js out of it)";

    public bool Recheckable => false;

    public bool Recognises(Archive archive)
    {
        if (archive.Only is { } only && Script().IsMatch(System.Text.Encoding.ASCII.GetString(archive.Head(only)[..Math.Min(200, archive.Head(only).Length)]))) return true;
        return archive.IsContainer && archive.Entries.Any(static entry => Posts().IsMatch(entry.Path));
    }

    // Outside a container the file's name says nothing: there is nothing else.
    public bool Needs(ArchiveEntry entry) => Posts().IsMatch(entry.Path) || Account().IsMatch(entry.Path);

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (author, created) = (0L, 0L);
        if (archive.Entries.FirstOrDefault(static entry => Account().IsMatch(entry.Path)) is { } account)
        {
            using var items = new JsonItems(archive.Open(account));
            while (author == 0 && await items.Fill(cancel).ConfigureAwait(false))
            {
                while (items.TryNext(out var item)) (author, created) = ReadAccount(item.Span);
            }
        }

        var rows = new Gathered();
        var taking = new OwnTweet(author, created);
        var posts = archive.IsContainer ? archive.Entries.Where(static entry => Posts().IsMatch(entry.Path)).ToList() : [.. archive.Entries];
        foreach (var entry in posts)
        {
            using var items = new JsonItems(archive.Open(entry));
            while (await items.Fill(cancel).ConfigureAwait(false))
            {
                while (items.TryNext(out var item))
                {
                    JsonRows.Take(taking, item.Span, items.Line, rows);
                    if (rows.Full) yield return rows.Done();
                }
            }

            if (!items.Closed) rows.Damage(items.Line, $"is the last of {Path.GetFileName(entry.Path)} that could be read: the file is cut off behind it");
        }

        if (!rows.IsEmpty) yield return rows.Done();
    }

    private static (long Id, long Created) ReadAccount(ReadOnlySpan<byte> element)
    {
        var (id, created) = (0L, 0L);
        try
        {
            var json = new Utf8JsonReader(element, JsonValues.Options);
            json.Read();
            while (JsonValues.Next(ref json, out var name))
            {
                if (!name.SequenceEqual("account"u8) || json.TokenType != JsonTokenType.StartObject)
                {
                    json.Skip();
                    continue;
                }

                while (JsonValues.Next(ref json, out var part))
                {
                    if (part.SequenceEqual("accountId"u8)) id = JsonValues.Key(ref json);
                    else if (part.SequenceEqual("createdAt"u8)) created = JsonValues.Time(ref json);
                    else json.Skip();
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("account.js in this archive cannot be read, so nobody knows whose it is. Fetch the archive again.", broken);
        }

        return (id, created);
    }

    [GeneratedRegex(@"^\s*window\.YTD\.tweets?\.part\d+\s*=", RegexOptions.NonBacktracking)]
    private static partial Regex Script();

    // Until 2019 the scripts lay beside each other, later in a folder.
    [GeneratedRegex(@"^(.*/data/|data/|)tweets?(-part\d+)?\.js$", RegexOptions.NonBacktracking)]
    private static partial Regex Posts();

    [GeneratedRegex(@"^(.*/data/|data/|)account\.js$", RegexOptions.NonBacktracking)]
    private static partial Regex Account();

    private sealed class OwnTweet(long author, long authorCreated) : IJsonRow
    {
        private readonly TwitterLanguages languages = new();
        private readonly List<long> versions = [];

        public void Take(ref Utf8JsonReader json, Gathered rows)
        {
            versions.Clear();
            var item = new ArchivedItem { Kind = ArchivedKind.Post, Network = Network.Twitter, Author = author, AuthorCreated = authorCreated };
            var inside = false;
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("tweet"u8) && JsonValues.Enter(ref json))
                {
                    inside = true;
                    while (JsonValues.Next(ref json, out var field)) item = Take(ref json, field, item);
                }
                else if (!inside) item = Take(ref json, name, item); // the oldest archives have no "tweet" around it
                else json.Skip();
            }

            rows.Row();
            if (item.Key == 0) throw new JsonException("has no id");
            if (TwitterFields.IsCopiedBoost(item.Text))
            {
                rows.Other();
                return;
            }

            rows.Add(item with { At = item.At != 0 ? item.At : TwitterFields.TimeOf(item.Key), Text = TwitterFields.Plain(item.Text) });
            for (var i = 0; i < versions.Count - 1; i++)
            {
                rows.Add(new ArchivedItem { Kind = ArchivedKind.Gone, Network = Network.Twitter, Key = versions[i], Author = author, At = TwitterFields.TimeOf(versions[i + 1]) });
            }
        }

        private ArchivedItem Take(ref Utf8JsonReader json, scoped ReadOnlySpan<byte> name, in ArchivedItem item)
        {
            if (name.SequenceEqual("id_str"u8)) return item with { Key = JsonValues.Key(ref json) };
            if (item.Key == 0 && name.SequenceEqual("id"u8)) return item with { Key = JsonValues.KeyIfExact(ref json) };
            if (name.SequenceEqual("created_at"u8)) return item with { At = TwitterFields.OldTime(ref json) };
            if (name.SequenceEqual("full_text"u8)) return item with { Text = JsonValues.Text(ref json) };
            if (item.Text is null && name.SequenceEqual("text"u8)) return item with { Text = JsonValues.Text(ref json) };
            if (name.SequenceEqual("in_reply_to_status_id_str"u8)) return item with { Parent = JsonValues.Key(ref json) };
            if (name.SequenceEqual("lang"u8)) return item with { Language = languages.Read(ref json) };
            if (name.SequenceEqual("retweet_count"u8)) return item with { ReportedBoosts = JsonValues.Count(ref json) };
            if (name.SequenceEqual("favorite_count"u8)) return item with { ReportedLikes = JsonValues.Count(ref json) };
            if (name.SequenceEqual("edit_info"u8)) ReadVersions(ref json);
            else json.Skip();
            return item;
        }

        /// <summary>"editTweetIds" stands inside "initial", or inside "edit" and "editControlInitial".</summary>
        private void ReadVersions(ref Utf8JsonReader json)
        {
            if (!JsonValues.Enter(ref json)) return;
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("editTweetIds"u8) && JsonValues.EnterArray(ref json))
                {
                    while (JsonValues.NextElement(ref json)) versions.Add(JsonValues.Key(ref json));
                }
                else if (json.TokenType == JsonTokenType.StartObject) ReadVersions(ref json);
                else json.Skip();
            }
        }
    }
}
