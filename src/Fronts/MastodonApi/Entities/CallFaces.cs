using System.Globalization;
using System.Net;
using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Settings;
using Antiphon.Tally;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A call as its own post shows it.</summary>
/// <param name="Frame">The published count; null for the moment in which it is fetched after a start.</param>
internal readonly record struct CallFace(Call Call, CallFrame? Frame)
{
    /// <summary>Whether what was made of that one is still what this one says.</summary>
    public bool Same(CallFace? other) => other is { } face && ReferenceEquals(Call, face.Call) && ReferenceEquals(Frame, face.Frame);
}

/// <summary>
/// How a call shows its number in every app, whatever the app knows of calls: a line below the text, a preview card that leads to the call's page, and for apps that know more an object
/// <c>call</c>. Line and card are this server's: the author edits the text (<c>source</c> holds nothing else), and the figures follow the count.
/// </summary>
internal sealed class CallFaces(AllCalls calls, Boards boards, Accounts accounts, Addresses addresses, Site site, CurrentSettings settings, NumberInWords words)
{
    /// <summary>Null for a post that is no call, or one that moderators have hidden.</summary>
    public CallFace? Of(Post post) => calls.OfPost(post.Id) is { Hidden: false } call ? new CallFace(call, boards.Known(call.Id)) : null;

    /// <summary>The line below the post's text; empty while the count is not known.</summary>
    public string Line(CallFace face, string? language) => face.Frame is { } frame
        ? $"<p class=\"call-line\"><a href=\"{WebUtility.HtmlEncode(Url(face.Call))}\">{WebUtility.HtmlEncode(words.Say(language, frame.Count.Answered))}</a></p>"
        : string.Empty;

    /// <summary>The preview card, as a value.</summary>
    public void Card(Utf8JsonWriter json, CallFace face, string? language)
    {
        var call = face.Call;
        json.WriteStartObject();
        json.WriteString("url"u8, Url(call));
        json.WriteString("title"u8, face.Frame is { } frame ? words.Say(language, frame.Count.Answered) : Question(call));
        json.WriteString("description"u8, Question(call));
        json.WriteString("type"u8, "link"u8);
        var caller = accounts.Find(call.Caller) is { Shown: true } shown ? shown : null;
        json.WriteString("author_name"u8, caller?.Name ?? string.Empty);
        json.WriteString("author_url"u8, caller is null ? Url(call) : addresses.Of(caller));
        json.WriteString("provider_name"u8, settings.Value.Title);
        json.WriteString("provider_url"u8, site.Url);
        json.WriteString("html"u8, string.Empty);
        json.WriteNumber("width"u8, DrawCard.Width);
        json.WriteNumber("height"u8, DrawCard.Height);

        // The address changes with the number, so that no app shows an old picture for long.
        if (face.Frame is { } known) json.WriteString("image"u8, string.Create(CultureInfo.InvariantCulture, $"{Url(call)}/card.png?v={known.Sequence}"));
        else json.WriteNull("image"u8);
        json.WriteString("embed_url"u8, Url(call) + "/card");
        json.WriteNull("blurhash"u8);
        json.WriteString("language"u8, language);
        json.WriteNull("published_at"u8);
        json.WriteStartArray("authors"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The extension: what an app needs that shows calls by itself. No figure that the call's page would not show.</summary>
    public void Call(Utf8JsonWriter json, CallFace face)
    {
        json.WriteStartObject("call"u8);
        json.WriteString("slug"u8, face.Call.Slug);
        json.WriteString("url"u8, Url(face.Call));
        json.WriteStartArray("phrases"u8);
        foreach (var phrase in face.Call.Phrases) json.WriteStringValue(phrase);
        json.WriteEndArray();
        json.Time("closes_at"u8, face.Call.Closes);
        if (face.Frame is { } frame)
        {
            Ring(json, "answered"u8, frame.Count.Answered);
            Ring(json, "joined"u8, frame.Count.Joined);
            Ring(json, "amplified"u8, frame.Count.Amplified);
            json.Time("as_of"u8, frame.AsOf);
        }

        json.WriteEndObject();
    }

    private static void Ring(Utf8JsonWriter json, ReadOnlySpan<byte> name, Interval people)
    {
        json.WriteStartObject(name);
        json.WriteNumber("at_least"u8, people.AtLeast);
        json.WriteNumber("at_most"u8, people.AtMost);
        json.WriteEndObject();
    }

    private static string Question(Call call) => call.Headline.Length > 0 ? call.Headline : call.Wording;

    private string Url(Call call) => site.To("/calls/" + call.Slug);
}
