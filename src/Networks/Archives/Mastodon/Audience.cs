using System.Text.Json;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Mastodon;

/// <summary>Who may read something: its <c>to</c> and <c>cc</c> together. Public in <c>to</c> is public and in <c>cc</c> unlisted, which everybody may read as well; without it, it was for some.</summary>
internal record struct Audience
{
    public bool IsGiven { get; private set; }

    public bool IsPublic { get; private set; }

    /// <summary>One name or a list of them.</summary>
    public void Read(ref Utf8JsonReader json)
    {
        IsGiven = true;
        if (json.TokenType == JsonTokenType.String)
        {
            See(ref json);
            return;
        }

        if (!JsonValues.EnterArray(ref json)) return;
        while (JsonValues.NextElement(ref json))
        {
            if (json.TokenType == JsonTokenType.String) See(ref json);
            else json.Skip();
        }
    }

    // ActivityPub, section 5.6: three names of the one collection.
    private void See(ref Utf8JsonReader json) =>
        IsPublic |= json.ValueTextEquals("https://www.w3.org/ns/activitystreams#Public"u8) || json.ValueTextEquals("as:Public"u8) || json.ValueTextEquals("Public"u8);
}
