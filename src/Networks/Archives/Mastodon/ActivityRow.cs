using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Posts.Text;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Mastodon;

/// <summary>One activity of an outbox: a post that was published (Create), or a boost (Announce).</summary>
/// <param name="owner">Whose outbox it is; null where that is not known, and each activity's own word is taken.</param>
internal sealed class ActivityRow(string? owner) : IJsonRow
{
    private readonly Note note = new();
    private string? id;
    private string? type;
    private string? actor;
    private long published;
    private Audience audience;

    // The object's id, where only that is given.
    private string? reference;
    private bool isWhole;

    public void Take(ref Utf8JsonReader json, Gathered rows)
    {
        (id, type, actor, published, reference, isWhole, audience) = (null, null, null, 0, null, false, default);
        note.Clear();
        while (JsonValues.Next(ref json, out var name))
        {
            if (name.SequenceEqual("id"u8)) id = JsonValues.Text(ref json);
            else if (name.SequenceEqual("type"u8)) type = JsonValues.Text(ref json);
            else if (name.SequenceEqual("actor"u8)) actor = Note.Reference(ref json);
            else if (name.SequenceEqual("published"u8)) published = JsonValues.Time(ref json);
            else if (name.SequenceEqual("to"u8) || name.SequenceEqual("cc"u8)) audience.Read(ref json);
            else if (!name.SequenceEqual("object"u8)) json.Skip();
            else if (json.TokenType == JsonTokenType.StartObject) ReadWhole(ref json);
            else reference = JsonValues.Text(ref json);
        }

        if (type is null) throw new JsonException("is no activity");
        if (owner is not null && actor is not null && actor != owner) throw new JsonException("was done by somebody else than this archive is of");
        actor ??= owner ?? throw new JsonException("does not say who did it");
        rows.Row();
        if (type == "Create") Created(rows);
        else if (type == "Announce") Announced(rows);
        else rows.Other();
    }

    private void ReadWhole(ref Utf8JsonReader json)
    {
        isWhole = true;
        note.Read(ref json);
    }

    private void Created(Gathered rows)
    {
        // Only where the post is, and nothing of what it says.
        if (!isWhole || !note.IsPost)
        {
            rows.Other();
            return;
        }

        if (note.Id is null) throw new JsonException("publishes a post without an id");
        if (note.By is not null && note.By != actor) throw new JsonException("publishes a post of somebody else");
        if (!(note.Audience.IsGiven ? note.Audience : audience).IsPublic)
        {
            rows.NotPublic();
            return;
        }

        var at = note.Published == 0 ? published : note.Published;
        if (at == 0) throw new JsonException("has no time");
        rows.Add(new ArchivedItem
        {
            Kind = ArchivedKind.Post,
            Network = Network.Fediverse,
            Author = ArchivedKey.Of(actor),
            Key = ArchivedKey.Of(note.Id),
            At = at,
            Parent = note.Parent,
            Quoted = note.Quoted,
            Text = PlainText.FromHtml(note.Html ?? string.Empty),
            Language = note.Language,
            ReportedLikes = note.Likes,
            ReportedBoosts = note.Shares,
            Retrieved = note.Updated,
        });
    }

    private void Announced(Gathered rows)
    {
        var target = isWhole ? note.Id : reference;
        if (target is null || id is null) throw new JsonException("boosts nothing that has an id");
        if (!audience.IsPublic)
        {
            rows.NotPublic();
            return;
        }

        if (published == 0) throw new JsonException("has no time");
        rows.Add(new ArchivedItem
        {
            Kind = ArchivedKind.Boost, Network = Network.Fediverse, Author = ArchivedKey.Of(actor), Key = ArchivedKey.Of(id), At = published, Target = ArchivedKey.Of(target),
        });
    }
}
