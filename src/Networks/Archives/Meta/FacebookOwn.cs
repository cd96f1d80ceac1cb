using System.Runtime.CompilerServices;
using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Meta;

/// <summary>
/// A person's own download from Facebook, as JSON. It holds neither ids nor counts nor who could read a post, and of a reaction not what it was to: so posts and comments are read, reactions are not, and
/// it is taken in from nobody but its person. Messages lie in the same file and are never opened.
/// </summary>
public sealed class FacebookOwn : IArchiveFormat
{
    // The lists in files that are no list themselves.
    private static readonly string[] Lists = ["comments_v2", "comments", "other_photos_v2", "your_posts", "status_updates"];

    public string Name => "facebook-own";

    public string Description => "Facebook, a person's own download in JSON (posts and comments; messages are never opened)";

    public bool Recheckable => false;

    public string? OnlyAsOwn => "This download does not say who could read a post. It is counted only when the person whose it is gives it, signed in: on the page \"Your archives\".";

    public bool Recognises(Archive archive)
    {
        foreach (var entry in archive.Entries)
            if (IsRead(entry, archive) && Looks(JsonShape.Of(archive.Head(entry)))) return true;
        return false;
    }

    public bool Needs(ArchiveEntry entry) => IsPosts(entry) || IsComments(entry) || IsProfile(entry);

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var profile = await Profile(archive, cancel).ConfigureAwait(false);
        var rows = new Gathered();
        var row = new FacebookRow(profile);
        foreach (var entry in archive.Entries)
        {
            if (!IsRead(entry, archive)) continue;
            var shape = JsonShape.Of(archive.Head(entry));
            row.Where = archive.IsContainer ? entry.Path : null;
            if (!shape.IsArray && shape.Has("timestamp"))
            {
                // A list of one is written without its brackets.
                JsonRows.Take(row, await Whole(archive, entry, cancel).ConfigureAwait(false), 1, rows);
                continue;
            }

            using var items = new JsonArray(archive.Open(entry), Lists);
            while (await items.Fill(cancel).ConfigureAwait(false))
            {
                while (items.TryNext(out var item))
                {
                    JsonRows.Take(row, item.Span, items.Line, rows);
                    if (rows.Full) yield return rows.Done();
                }
            }
        }

        if (!rows.IsEmpty) yield return rows.Done();
    }

    private static bool IsRead(ArchiveEntry entry, Archive archive) => IsPosts(entry) || IsComments(entry) || archive.Only == entry;

    private static bool Looks(JsonShape shape) =>
        shape.HasAny("comments_v2.data", "comments_v2.timestamp") || (shape.Has("timestamp") && shape.HasAny("data.post", "data.update_timestamp", "attachments.data.external_context", "attachments.data.media", "data.comment"));

    /// <summary>"posts/your_posts_1.json", "…/posts/your_posts__check_ins__photos_and_videos_1.json".</summary>
    private static bool IsPosts(ArchiveEntry entry) => In(entry, "posts") && FileName(entry).StartsWith("your_posts", StringComparison.Ordinal);

    /// <summary>"comments_and_reactions/comments.json", "comments/comments.json".</summary>
    private static bool IsComments(ArchiveEntry entry) => FileName(entry) == "comments.json" && (In(entry, "comments_and_reactions") || In(entry, "comments"));

    private static bool IsProfile(ArchiveEntry entry) => FileName(entry) == "profile_information.json" && In(entry, "profile_information");

    private static bool In(ArchiveEntry entry, string folder)
    {
        var path = entry.Path.AsSpan(0, Math.Max(0, entry.Path.LastIndexOf('/')));
        return entry.Path.EndsWith(".json", StringComparison.Ordinal) && (path.SequenceEqual(folder) || path.EndsWith("/" + folder, StringComparison.Ordinal));
    }

    private static string FileName(ArchiveEntry entry) => entry.Path[(entry.Path.LastIndexOf('/') + 1)..];

    private static async Task<byte[]> Whole(Archive archive, ArchiveEntry entry, CancellationToken cancel)
    {
        await using var stream = archive.Open(entry);
        using var whole = new MemoryStream();
        var piece = new byte[1 << 16];
        int read;
        while ((read = await stream.ReadAsync(piece, cancel).ConfigureAwait(false)) > 0)
        {
            if (whole.Length + read > JsonArray.Longest) throw new InvalidDataException($"{FileName(entry)} is one post of more than {JsonArray.Longest:N0} bytes: this is no download of Facebook's.");
            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>Whose it is: the profile's own address, else name and day of registration, out of a file of which nothing else is taken; empty where it is not there.</summary>
    private static async Task<string> Profile(Archive archive, CancellationToken cancel)
    {
        foreach (var entry in archive.Entries)
            if (IsProfile(entry)) return ProfileOf(await Whole(archive, entry, cancel).ConfigureAwait(false));
        return string.Empty;
    }

    private static string ProfileOf(ReadOnlySpan<byte> file)
    {
        string? address = null, name = null, since = null;
        var json = new Utf8JsonReader(file, JsonValues.Options);
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.ValueIsEscaped) continue;
                var (isAddress, isName, isSince) = (json.ValueTextEquals("profile_uri"u8), json.ValueTextEquals("full_name"u8), json.ValueTextEquals("registration_timestamp"u8));
                if (!isAddress && !isName && !isSince) continue;
                json.Read();
                if (isAddress) address ??= JsonValues.Text(ref json);
                else if (isName) name ??= JsonValues.Text(ref json);
                else if (json.TokenType == JsonTokenType.Number) since ??= System.Text.Encoding.UTF8.GetString(json.ValueSpan);
                else json.Skip();
            }
        }
        catch (JsonException)
        {
            // Damaged: what was read of it holds.
        }

        return string.IsNullOrEmpty(address) ? name is null ? string.Empty : $"{name} {since}" : address;
    }
}
