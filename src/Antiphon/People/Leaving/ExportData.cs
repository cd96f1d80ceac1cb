using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Antiphon.Store;

namespace Antiphon.People.Leaving;

/// <summary>Opens a file of the media store by its key; null where it is not there. Given by the composition.</summary>
public delegate ValueTask<Stream?> OpenMedia(string key, CancellationToken cancel);

/// <summary>Everything that is a member's, as a zip of JSON files and the pictures. Nothing of it is held in memory beyond a page.</summary>
public sealed class ExportData(DataStore store, Members members, OpenMedia openMedia)
{
    private const string ReadMe =
        """
        Everything of your account. The .json files can be read with any text editor.

        profile.json               what others see of you, and your settings
        posts.json                 your posts, replies and boosts, with what they said before edits; the pictures are in pictures/
        scheduled.json             posts of yours that are to be published later
        votes.json                 what you chose in polls
        calls.json                 what you have asked
        answers.json               how your answers to calls were counted, line by line
        likes.json, bookmarks.json, pinned.json, muted_conversations.json
        following.json, followers.json, blocks.json, mutes.json
        filters.json               what you do not want to see
        links.json                 your other accounts, as you linked them
        archives.json              archives of other networks that you gave; the files were deleted once they were read
        sessions.json, apps.json   where you are signed in, and which apps may act for you
        invitations.json           invitations of yours that work
        reports.json               what you reported to the moderators
        security.json              what happened to the safety of your account
        warnings.json              what the moderators told you, and what you answered

        """;

    /// <summary>Bytes of a picture in memory at a time.</summary>
    private const int PerChunk = 64 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Written as it is read; <paramref name="into"/> need not seek, and is not closed. Nothing is written where it refuses.</summary>
    public async Task<Outcome<Done>> Run(long account, Stream into, CancellationToken cancel = default)
    {
        if (members.Find(account) is not { } member) return Refusal.NotFound;
        using var funnel = new Funnel(into);
        using (var zip = new ZipArchive(funnel, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            Write(zip, "README.txt", Encoding.UTF8.GetBytes(ReadMe));
            Write(zip, "profile.json", Profile(member));
            foreach (var list in ExportLists.All) await WriteList(zip, funnel, list, account, cancel).ConfigureAwait(false);
            foreach (var (name, key) in Pictures(member.Account)) await WritePicture(zip, funnel, name, key, cancel).ConfigureAwait(false);
        }

        await funnel.Pour(cancel).ConfigureAwait(false);
        return Done.Instance;
    }

    /// <summary>A picture's name in the zip.</summary>
    internal static string PictureName(long id, string key) => $"pictures/{ExportLists.Id(id)}{Path.GetExtension(key)}";

    private static byte[] Profile(Member member)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            var account = member.Account;
            json.WriteStartObject();
            json.WriteString("name", account.Username);
            json.WriteString("display_name", account.DisplayName);
            json.WriteString("about", account.Bio);
            json.WriteStartObject("fields");
            foreach (var group in account.Fields.GroupBy(static field => field.Name)) json.WriteString(group.Key, string.Join(", ", group.Select(static field => field.Value)));
            json.WriteEndObject();
            json.WriteBoolean("locked", account.Locked);
            json.WriteBoolean("bot", account.Bot);
            json.WriteBoolean("discoverable", account.Discoverable);
            json.WriteBoolean("hides_network", account.HideNetwork);
            json.WriteString("email", member.Email);
            json.WriteString("role", member.Role.ToString());
            json.WriteBoolean("second_factor", member.SecondFactor);
            json.WriteNumber("passkeys", member.Passkeys);
            json.WriteString("default_visibility", member.Preferences.Visibility.ToString());
            json.WriteString("default_language", member.Preferences.Language);
            json.WriteString("member_since", ExportLists.Time(member.Created));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(content);
    }

    private async Task WriteList(ZipArchive zip, Funnel funnel, ExportList list, long account, CancellationToken cancel)
    {
        using (var stream = zip.CreateEntry(list.File, CompressionLevel.Fastest).Open())
        {
            using var json = new Utf8JsonWriter(stream, Readable);
            json.WriteStartArray();
            var last = 0L;
            do
            {
                last = store.Read(sql => list.Page(sql, json, account, last));
                json.Flush();
                await funnel.Pour(cancel).ConfigureAwait(false);
            }
            while (last != 0);

            json.WriteEndArray();
        }

        await funnel.Pour(cancel).ConfigureAwait(false);
    }

    private IEnumerable<(string Name, string Key)> Pictures(Account account)
    {
        if (account.Avatar is { } avatar) yield return ($"pictures/avatar{Path.GetExtension(avatar)}", avatar);
        if (account.Header is { } header) yield return ($"pictures/header{Path.GetExtension(header)}", header);
        var last = 0L;
        while (true)
        {
            var after = last;
            var page = store.Read(sql => sql.Rows(
                "SELECT id, file FROM media WHERE account = $1 AND id > $2 AND created > 0 ORDER BY id LIMIT 500", static row => (Id: row.Long(0), Key: row.Text(1)), account.Id, after));
            if (page.Count == 0) yield break;
            foreach (var (id, key) in page) yield return (PictureName(id, key), key);
            last = page[^1].Id;
        }
    }

    private async Task WritePicture(ZipArchive zip, Funnel funnel, string name, string key, CancellationToken cancel)
    {
        var file = await openMedia(key, cancel).ConfigureAwait(false);
        if (file is null) return;
        await using (file.ConfigureAwait(false))
        {
            // Pictures are compressed already.
            using (var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open())
            {
                var chunk = new byte[PerChunk];
                for (int read; (read = await file.ReadAsync(chunk, cancel).ConfigureAwait(false)) > 0; await funnel.Pour(cancel).ConfigureAwait(false)) stream.Write(chunk, 0, read);
            }

            await funnel.Pour(cancel).ConfigureAwait(false);
        }
    }
}
