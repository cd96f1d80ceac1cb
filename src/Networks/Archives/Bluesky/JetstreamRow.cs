using System.Buffers.Text;
using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// One event of Jetstream. Version 1 has the change in a <c>commit</c> of its own, version 2 has it flat in the <c>payload</c> of a frame, and its archive has it like version 1 with a <c>time</c>:
/// since no two of their names mean different things, all three are read as one.
/// </summary>
internal sealed class JetstreamRow : IJsonRow
{
    private readonly Record record = new();

    private readonly Piece did = new();
    private readonly Piece collection = new();
    private readonly Piece recordKey = new();
    private Event kind;
    private Operation operation;
    private long at;
    private bool? active;
    private bool recordThere;
    private bool recordRead;

    private enum Event : byte
    {
        None,
        Commit,
        Account,
        Other,
    }

    private enum Operation : byte
    {
        None,
        Write,
        Delete,
    }

    public void Take(ref Utf8JsonReader json, Gathered rows)
    {
        Clear();
        var there = json;
        Fields(ref json, ref there, rows.Keys, ofAccount: false);
        if (Item(ref there, rows.Keys, out var item) is { } wrong) throw new JsonException(wrong);
        rows.Row();
        if (item.Kind == 0) rows.Other();
        else rows.Add(item);
    }

    private void Clear()
    {
        did.Clear();
        collection.Clear();
        recordKey.Clear();
        (kind, operation, at, active, recordThere, recordRead) = (Event.None, Operation.None, 0, null, false, false);
    }

    // A record may stand before its collection: then it is read last, by a reader that was left there.
    private string? Item(ref Utf8JsonReader there, ArchivedKeys keys, out ArchivedItem item)
    {
        item = default;
        if (kind == Event.None) return "is no event of Jetstream";

        // What the stream says of itself is of nobody.
        if (kind == Event.Other) return null;
        if (!AtUri.IsDid(did.Span)) return "is of nobody: its did is none";
        if (at == 0) return "has no time";
        if (kind == Event.Account) return Account(keys, out item);
        if (kind != Event.Commit || Record.KindOf(collection.Span) is not { } what) return null;
        if (!recordKey.IsThere) return "is a change of no record";
        if (operation == Operation.None) return "is neither a creation, an update nor a deletion";
        if (operation == Operation.Delete)
        {
            item = new ArchivedItem
            {
                Kind = ArchivedKind.Gone, Network = Network.Bluesky, Author = keys.Later(did.Span), At = at, Retrieved = at, Key = AtUri.Key(did.Span, collection.Span, recordKey.Span, keys),
            };
            return item.Key == 0 ? "has no place that a record can have" : null;
        }

        if (!recordThere) return "has no record";
        if (!recordRead) ReadRecord(ref there, keys);
        return record.Item(what, did.Span, collection.Span, recordKey.Span, at, keys, out item);
    }

    private void ReadRecord(ref Utf8JsonReader json, ArchivedKeys keys)
    {
        record.Clear();
        JsonRecord.Read(ref json, collection.Span, record, keys);
    }

    private string? Account(ArchivedKeys keys, out ArchivedItem item)
    {
        item = default;
        if (active is not { } there) return "does not say whether the account is active";
        item = new ArchivedItem
        {
            Kind = there ? ArchivedKind.AuthorBack : ArchivedKind.AuthorGone, Network = Network.Bluesky, Author = keys.Later(did.Span), At = at, Retrieved = at,
        };
        return null;
    }

    /// <summary>The fields of one object, and of those in it that hold fields of the same event.</summary>
    /// <param name="there">Left at the record.</param>
    /// <param name="ofAccount">Whether it is the network's own event about an account: all but its state is said around it, and its time is another's.</param>
    private void Fields(ref Utf8JsonReader json, ref Utf8JsonReader there, ArchivedKeys keys, bool ofAccount)
    {
        while (JsonValues.Next(ref json, out var name))
        {
            switch (json.TokenType)
            {
                case JsonTokenType.String when !ofAccount:
                    Text(name, ref json);
                    break;
                case JsonTokenType.Number when name.SequenceEqual("time_us"u8):
                    if (json.TryGetInt64(out var microseconds)) at = microseconds / 1000;
                    break;
                case JsonTokenType.True or JsonTokenType.False when name.SequenceEqual("active"u8):
                    active = json.TokenType == JsonTokenType.True;
                    break;
                case JsonTokenType.StartObject when name.SequenceEqual("record"u8):
                    recordThere = true;
                    there = json;
                    recordRead = Record.IsOurs(collection.Span);
                    if (recordRead) ReadRecord(ref json, keys);
                    else json.Skip();
                    break;
                case JsonTokenType.StartObject when json.CurrentDepth < 3 && (name.SequenceEqual("commit"u8) || name.SequenceEqual("payload"u8) || name.SequenceEqual("account"u8)):
                    Fields(ref json, ref there, keys, name.SequenceEqual("account"u8));
                    break;
                default:
                    json.Skip();
                    break;
            }
        }
    }

    private void Text(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader json)
    {
        if (name.SequenceEqual("did"u8)) did.Take(ref json);
        else if (name.SequenceEqual("time"u8)) at = Rfc3339.TryParse(json.ValueSpan, out var time) ? time : at;
        else if (name.SequenceEqual("kind"u8)) kind = KindOf(json.ValueSpan);
        else if (name.SequenceEqual("$type"u8)) Frame(json.ValueSpan);
        else if (name.SequenceEqual("operation"u8)) operation = OperationOf(json.ValueSpan);
        else if (name.SequenceEqual("collection"u8))
        {
            collection.Take(ref json);
            recordRead = false;
        }
        else if (name.SequenceEqual("rkey"u8)) recordKey.Take(ref json);
    }

    /// <summary>"network.bsky.jetstream.subscribeEvents#commit"; "message" and "error" are of the frame around it.</summary>
    private void Frame(ReadOnlySpan<byte> type)
    {
        var sharp = type.LastIndexOf((byte)'#');
        if (sharp >= 0) kind = KindOf(type[(sharp + 1)..]);
        else if (type.SequenceEqual("error"u8)) kind = Event.Other;
    }

    private static Event KindOf(ReadOnlySpan<byte> kind) => kind.SequenceEqual("commit"u8) ? Event.Commit : kind.SequenceEqual("account"u8) ? Event.Account : Event.Other;

    private static Operation OperationOf(ReadOnlySpan<byte> operation) =>
        operation.SequenceEqual("create"u8) || operation.SequenceEqual("update"u8) ? Operation.Write : operation.SequenceEqual("delete"u8) ? Operation.Delete : Operation.None;

    /// <summary>A short text that is kept while its line is read.</summary>
    private sealed class Piece
    {
        private readonly byte[] bytes = new byte[AtUri.Longest];
        private int length;

        public bool IsThere => length > 0;

        public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

        public void Clear() => length = 0;

        public void Take(ref Utf8JsonReader reader) => length = reader.ValueSpan.Length <= bytes.Length ? reader.CopyString(bytes) : 0;
    }
}
