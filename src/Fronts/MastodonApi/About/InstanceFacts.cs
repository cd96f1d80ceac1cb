using System.Reflection;
using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Media;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.About;

/// <summary>What both versions of the instance say of this server.</summary>
internal sealed class InstanceFacts(Site site, CurrentSettings settings, PostOptions posts, PictureLimits pictures, Addresses addresses)
{
    /// <summary>The API that apps may rely on: Mastodon's version whose promises are kept here, see <see cref="Promises"/>.</summary>
    public static readonly string Version = $"{Promises.Kept.Version}+antiphon.{OwnVersion}";

    /// <summary>Mastodon's number for the same since 4.3.</summary>
    public static readonly int ApiVersion = Promises.Kept.ApiVersion;

    private static readonly string[] PictureTypes = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"];

    public static string OwnVersion => typeof(InstanceFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public ServerSettings Settings => settings.Value;

    /// <summary>The address of streams: the scheme must match the pages', or browsers refuse.</summary>
    public string Streaming => "ws" + site.Url["http".Length..];

    public string Thumbnail => addresses.NoHeader;

    public bool Registrations => Settings.SignUp is SignUpMode.Open or SignUpMode.Approval;

    public void Rules(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        for (var i = 0; i < Settings.Rules.Count; i++)
        {
            json.WriteStartObject();
            json.Id("id"u8, i + 1);
            json.WriteString("text"u8, Settings.Rules[i]);
            json.WriteString("hint"u8, string.Empty);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Languages(Utf8JsonWriter json)
    {
        json.WriteStartArray("languages"u8);
        foreach (var language in Settings.Languages) json.WriteStringValue(language);
        json.WriteEndArray();
    }

    /// <summary>The limits, in the keys that both versions share. Numbers of what is not offered are 0.</summary>
    public void Limits(Utf8JsonWriter json)
    {
        json.WriteStartObject("accounts"u8);
        json.WriteNumber("max_featured_tags"u8, 0);
        json.WriteNumber("max_pinned_statuses"u8, React.MostPins);
        json.WriteNumber("max_display_name_length"u8, ChangeProfile.MaxDisplayName);
        json.WriteNumber("max_note_length"u8, ChangeProfile.MaxBio);
        json.WriteNumber("max_profile_fields"u8, ChangeProfile.MaxFields);
        json.WriteNumber("profile_field_name_limit"u8, ChangeProfile.MaxField);
        json.WriteNumber("profile_field_value_limit"u8, ChangeProfile.MaxField);
        json.WriteEndObject();
        json.WriteStartObject("statuses"u8);
        json.WriteNumber("max_characters"u8, posts.MaxCharacters);
        json.WriteNumber("max_media_attachments"u8, posts.MaxMedia);
        json.WriteNumber("characters_reserved_per_url"u8, Antiphon.Posts.Text.PostLength.LinkLength);
        json.WriteEndObject();
        json.WriteStartObject("media_attachments"u8);
        json.WriteStartArray("supported_mime_types"u8);
        foreach (var type in PictureTypes) json.WriteStringValue(type);
        json.WriteEndArray();
        json.WriteNumber("description_limit"u8, UploadPicture.MaxDescription);
        json.WriteNumber("image_size_limit"u8, pictures.MaxBytes);
        json.WriteNumber("image_matrix_limit"u8, pictures.MaxPixels);
        json.WriteNumber("video_size_limit"u8, 0);
        json.WriteNumber("video_frame_rate_limit"u8, 0);
        json.WriteNumber("video_matrix_limit"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("polls"u8);
        json.WriteNumber("max_options"u8, PollDraft.MostOptions);
        json.WriteNumber("max_characters_per_option"u8, PollDraft.LongestOption);
        json.WriteNumber("min_expiration"u8, PollDraft.ShortestTime);
        json.WriteNumber("max_expiration"u8, PollDraft.LongestTime);
        json.WriteEndObject();
    }
}
