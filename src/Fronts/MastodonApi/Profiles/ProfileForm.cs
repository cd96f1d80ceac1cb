using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Parameters;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Profiles;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Changes one's own profile and what one's posts start from, out of a form; what is not given stays.</summary>
internal sealed class ProfileForm(ChangeProfile profile, ChangePreferences preferences, PreferencesOf usual, DrawProfilePicture draw)
{
    /// <summary>Two pictures of the largest size and the form around them.</summary>
    public const long MaxBytes = 33 * 1024 * 1024;

    public async Task<Outcome<Account>> Change(Request request)
    {
        var p = request.Params;
        var avatar = await Picture(request, "avatar", ProfilePicture.Avatar);
        if (!avatar.Ok) return avatar.Refusal;
        var header = await Picture(request, "header", ProfilePicture.Header);
        if (!header.Ok) return header.Refusal;
        var wanted = Preferences(p, usual.Of(request.Viewer.Id));
        if (!wanted.Ok) return wanted.Refusal;
        if (wanted.Value is { } starts)
        {
            var set = await preferences.Run(request.Viewer.Id, starts);
            if (!set.Ok) return set.Refusal;
        }

        return await profile.Run(request.Viewer.Id, new ProfileChange(
            p.Text("display_name"), p.Text("note"), Fields(p), avatar.Value, header.Value, p.Flag("locked"), p.Flag("bot"), p.Flag("discoverable"), p.Flag("hide_collections")));
    }

    /// <summary>The key of the picture that was sent; null where none was.</summary>
    private async Task<Outcome<string?>> Picture(Request request, string name, ProfilePicture which)
    {
        if (request.Params.File(name) is not { } file) return (string?)null;
        var drawn = await draw.Run(file.Bytes, which, request.Aborted);
        return drawn.Ok ? drawn.Value : drawn.Refusal with { Field = name };
    }

    private static List<ProfileField>? Fields(Params p) => p.HasWithin("fields_attributes")
        ? [.. p.Records("fields_attributes").Select(static field => new ProfileField(field.GetValueOrDefault("name", string.Empty), field.GetValueOrDefault("value", string.Empty)))]
        : null;

    private static Outcome<Preferences?> Preferences(Params p, Preferences now)
    {
        if (!p.HasWithin("source")) return (Preferences?)null;
        var privacy = p.Filled("source[privacy]");
        if (privacy is not null && Visibilities.Parse(privacy) is null) return Refusal.Invalid("source[privacy]", "The visibility is one of public, unlisted and private.");
        return new Preferences(
            Visibilities.Parse(privacy) ?? now.Visibility,
            p.Flag("source[sensitive]") ?? now.Sensitive,
            p.Has("source[language]") ? p.Filled("source[language]") : now.Language);
    }
}
