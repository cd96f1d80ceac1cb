using System.Runtime.CompilerServices;
using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Mastodon;

/// <summary>
/// A person's own archive from a Mastodon server, or one that is written alike: actor.json says whose it is, outbox.json has what they published, each with its audience. Only what everybody could read
/// is taken; likes have no time and bookmarks are private, so neither file is opened, nor are pictures.
/// </summary>
public sealed class MastodonExport : IArchiveFormat
{
    public string Name => "mastodon";

    public string Description => "Mastodon, a person's own archive (outbox.json and actor.json, packed or outbox.json alone)";

    public bool Recognises(Archive archive) => Outbox(archive) is not null;

    public bool Needs(ArchiveEntry entry) => FileName(entry) is "outbox.json" or "actor.json";

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var outbox = Outbox(archive) ?? throw new InvalidDataException("There is no outbox.json with activities in this file.");
        var owner = await Owner(archive, outbox, cancel).ConfigureAwait(false);
        var rows = new Gathered();
        var row = new ActivityRow(owner);
        using var items = new JsonArray(archive.Open(outbox), "orderedItems", "items");
        while (await items.Fill(cancel).ConfigureAwait(false))
        {
            while (items.TryNext(out var item))
            {
                JsonRows.Take(row, item.Span, items.Line, rows);
                if (rows.Full) yield return rows.Done();
            }
        }

        if (!items.Found) throw new InvalidDataException("This outbox.json has no list of activities.");
        if (!rows.IsEmpty) yield return rows.Done();
    }

    private static ArchiveEntry? Outbox(Archive archive)
    {
        if (archive.Only is { } only) return JsonShape.Of(archive.Head(only)) is var shape && !shape.IsArray && shape.Has("orderedItems.object") && shape.Has("orderedItems.type") ? only : null;
        foreach (var entry in archive.Entries)
            if (FileName(entry) == "outbox.json" && JsonShape.Of(archive.Head(entry)).HasAny("orderedItems", "items")) return entry;
        return null;
    }

    /// <summary>Whose archive it is, by the actor.json that lies beside the outbox; null where there is none.</summary>
    private static async Task<string?> Owner(Archive archive, ArchiveEntry outbox, CancellationToken cancel)
    {
        var beside = outbox.Path[..^FileName(outbox).Length] + "actor.json";
        foreach (var entry in archive.Entries)
        {
            if (entry.Path != beside) continue;
            await using var stream = archive.Open(entry);
            var text = new byte[Archive.HeadLength * 16];
            var length = await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            return Id(text.AsSpan(0, length)) ?? throw new InvalidDataException("This archive's actor.json does not say whose it is.");
        }

        return null;
    }

    private static string? Id(ReadOnlySpan<byte> actor)
    {
        var json = new Utf8JsonReader(actor, JsonValues.Options);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
            while (JsonValues.Next(ref json, out var name))
            {
                if (name.SequenceEqual("id"u8)) return JsonValues.Text(ref json);
                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Cut off or no JSON: it says nothing.
        }

        return null;
    }

    private static string FileName(ArchiveEntry entry) => entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
}
