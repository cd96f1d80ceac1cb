using Antiphon.Tally;

namespace Antiphon.People;

/// <summary>What an account may do at present.</summary>
public enum AccountState : byte
{
    Active = 0,

    /// <summary>Signed up where sign-up is by approval, and not yet approved.</summary>
    Waiting = 1,

    /// <summary>Seen by those who follow it, left out of public timelines and search.</summary>
    Limited = 2,

    /// <summary>Cannot sign in; nothing of it is shown.</summary>
    Suspended = 3,

    /// <summary>Gone; only the number remains, so that what was counted stays counted.</summary>
    Deleted = 4,

    /// <summary>Known from an archive alone: counted, and never shown.</summary>
    Archived = 5,
}

/// <summary>One line of a profile's table.</summary>
/// <param name="Verified">When the page whose address this is was found to name the profile as well, UTC ms; null where it is no address, or was not found to.</param>
public sealed record ProfileField(string Name, string Value, long? Verified = null);

/// <summary>Anyone whom this server has seen: a member, someone elsewhere, or a pseudonym out of an archive. Immutable; a change makes a new one.</summary>
/// <param name="Id">Dense, in order of first sight.</param>
/// <param name="Network">Where the account lives.</param>
/// <param name="Domain">Null for accounts of this server.</param>
/// <param name="Bio">Plain text; fronts render it.</param>
/// <param name="Avatar">A key in the media store, or null.</param>
/// <param name="Header">A key in the media store, or null.</param>
/// <param name="HideNetwork">Followers and followed are not listed for others.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Changed">UTC ms of the last change of the profile; part of what caches key by.</param>
public sealed record Account(
    long Id,
    Network Network,
    string? Domain,
    string Username,
    string? Uri,
    string DisplayName,
    string Bio,
    IReadOnlyList<ProfileField> Fields,
    string? Avatar,
    string? Header,
    bool Locked,
    bool Bot,
    bool Discoverable,
    bool HideNetwork,
    AccountState State,
    long Created,
    long Changed)
{
    /// <summary>Everything of <see cref="Read"/>, in its order.</summary>
    public const string Columns = "id, network, domain, username, uri, display_name, bio, fields, avatar, header, locked, bot, discoverable, hide_network, state, created, changed";

    public bool Local => Domain is null;

    /// <summary>"name" for members of this server, "name@host" for others.</summary>
    public string Acct => Domain is null ? Username : $"{Username}@{Domain}";

    /// <summary>What to call this person.</summary>
    public string Name => DisplayName.Length > 0 ? DisplayName : Username;

    /// <summary>Whether anything of the account may be shown at all.</summary>
    public bool Shown => State is AccountState.Active or AccountState.Limited;

    public static Account Read(Store.Row row) => new(
        row.Long(0),
        (Network)row.Int(1),
        row.TextOrNull(2),
        row.Text(3),
        row.TextOrNull(4),
        row.Text(5),
        row.Text(6),
        ProfileFields.Parse(row.Text(7)),
        row.TextOrNull(8),
        row.TextOrNull(9),
        row.Bool(10),
        row.Bool(11),
        row.Bool(12),
        row.Bool(13),
        (AccountState)row.Int(14),
        row.Long(15),
        row.Long(16));
}

/// <summary>Profile fields in their column: a JSON array of pairs, with a time as the third where the page was found to name the profile.</summary>
public static class ProfileFields
{
    public static IReadOnlyList<ProfileField> Parse(string json) =>
        json.Length <= 2 ? [] : [.. System.Text.Json.JsonSerializer.Deserialize<string[][]>(json)!.Select(static field =>
            new ProfileField(field[0], field[1], field.Length > 2 ? long.Parse(field[2], System.Globalization.CultureInfo.InvariantCulture) : null))];

    public static string Write(IReadOnlyList<ProfileField> fields) =>
        System.Text.Json.JsonSerializer.Serialize(fields.Select(static field => field.Verified is { } at
            ? new[] { field.Name, field.Value, at.ToString(System.Globalization.CultureInfo.InvariantCulture) }
            : [field.Name, field.Value]).ToArray());
}
