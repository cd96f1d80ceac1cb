using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Calls;

/// <summary>What stands beside a count, as JSON: the files it came from, figures of others, corrections.</summary>
internal static class NotesJson
{
    /// <summary>Its properties, inside an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, CallNotes notes)
    {
        json.WriteStartArray("sources");
        foreach (var source in notes.Sources)
        {
            json.WriteStartObject();
            json.WriteString("file", source.Name);
            json.WriteString("sha256", source.Sha256);
            json.WriteNumber("rows", source.Rows);
            Time(json, "retrieved", source.Retrieved);
            Time(json, "taken_in", source.Started);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("claims");
        foreach (var claim in notes.Claims) Claim(json, claim);
        json.WriteEndArray();
        json.WriteStartArray("corrections");
        foreach (var correction in notes.Corrections)
        {
            json.WriteStartObject();
            Time(json, "at", correction.At);
            json.WriteString("was", correction.Was);
            json.WriteString("right_is", correction.RightIs);
            json.WriteString("by", correction.ByCaller ? "caller" : "moderator");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Claim(Utf8JsonWriter json, Claim claim)
    {
        json.WriteStartObject();
        json.WriteString("network", CountJson.Word(claim.Network));
        json.WriteString("what", CountJson.Word(claim.What));
        json.WriteNumber("value", claim.Value);
        Time(json, "since", claim.Since);
        Time(json, "until", claim.Until);
        json.WriteString("said_by", claim.SaidBy);
        json.WriteString("url", claim.Url);
        json.WriteString("note", claim.Note);
        json.WriteString("file", claim.File);
        Time(json, "entered", claim.Entered);
        Time(json, "removed", claim.Removed);
        if (claim.Removed is not null) json.WriteString("removed_note", claim.RemovedNote);
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, long? at)
    {
        if (at is { } ms) json.WriteString(name, Words.Iso(ms));
        else json.WriteNull(name);
    }
}
