using Antiphon.Media;
using Antiphon.People.Links;
using Antiphon.Store;

namespace Antiphon.People.Profiles;

/// <summary>What is to change of a profile; null leaves it as it is.</summary>
/// <param name="DisplayName">30 characters at most.</param>
/// <param name="Bio">Plain text, 500 characters at most.</param>
/// <param name="Fields">All of them, four at most; name and value 255 characters at most. Empty ones are dropped.</param>
/// <param name="Avatar">A key from <see cref="DrawProfilePicture"/>; empty takes the picture away.</param>
/// <param name="Header">A key from <see cref="DrawProfilePicture"/>; empty takes the picture away.</param>
public sealed record ProfileChange(
    string? DisplayName = null,
    string? Bio = null,
    IReadOnlyList<ProfileField>? Fields = null,
    string? Avatar = null,
    string? Header = null,
    bool? Locked = null,
    bool? Bot = null,
    bool? Discoverable = null,
    bool? HideNetwork = null);

/// <summary>A member changes their own profile.</summary>
public sealed class ChangeProfile(DataStore store)
{
    public const int MaxDisplayName = 30;
    public const int MaxBio = 500;
    public const int MaxFields = 4;
    public const int MaxField = 255;

    /// <summary>More than any character that people use has; a joined chain of them without end would be one character.</summary>
    private const int MostUnitsPerCharacter = 16;

    private static readonly Refusal PictureGone = Refusal.Invalid("avatar", "The picture is no longer there. Send it again.");

    public Task<Outcome<Account>> Run(long account, ProfileChange change) => store.TryWrite<Account>(tx =>
    {
        if (Accounts.Find(tx, account) is not { Local: true, Shown: true } before) return Refusal.NotFound;
        var after = Apply(before, change);
        if (Fault(after) is { } refusal) return refusal;
        if (!Taken(tx, before.Avatar, after.Avatar) || !Taken(tx, before.Header, after.Header)) return PictureGone;
        after = after with { Changed = tx.Now };
        tx.Run(
            "UPDATE accounts SET display_name = $2, bio = $3, fields = $4, avatar = $5, header = $6, locked = $7, bot = $8, discoverable = $9, hide_network = $10, changed = $11 "
                + "WHERE id = $1",
            account, after.DisplayName, after.Bio, ProfileFields.Write(after.Fields), after.Avatar, after.Header, after.Locked, after.Bot, after.Discoverable,
            after.HideNetwork, after.Changed);
        if (before.Avatar != after.Avatar) DoomedFiles.Add(tx, before.Avatar);
        if (before.Header != after.Header) DoomedFiles.Add(tx, before.Header);
        if (before.DisplayName != after.DisplayName) AccountIndex.Put(tx, account);
        if (!before.Fields.SequenceEqual(after.Fields)) ProfileLinks.Note(tx, after);
        tx.Happened(new AccountChanged(account));
        return after;
    });

    private static Account Apply(Account before, ProfileChange change) => before with
    {
        DisplayName = change.DisplayName is { } name ? OneLine(name) : before.DisplayName,
        Bio = change.Bio is { } bio ? bio.ReplaceLineEndings("\n").Trim() : before.Bio,
        Fields = change.Fields is { } fields
            ? [.. fields.Select(field => Kept(before, new ProfileField(OneLine(field.Name), OneLine(field.Value)))).Where(static field => field.Name.Length + field.Value.Length > 0)]
            : before.Fields,
        Avatar = Picture(change.Avatar, before.Avatar),
        Header = Picture(change.Header, before.Header),
        Locked = change.Locked ?? before.Locked,
        Bot = change.Bot ?? before.Bot,
        Discoverable = change.Discoverable ?? before.Discoverable,
        HideNetwork = change.HideNetwork ?? before.HideNetwork,
    };

    /// <summary>A line that leads where one led before is still found to name the profile.</summary>
    private static ProfileField Kept(Account before, ProfileField field) =>
        before.Fields.FirstOrDefault(one => one.Value == field.Value && one.Verified is not null) is { } known ? field with { Verified = known.Verified } : field;

    private static Refusal? Fault(Account after)
    {
        if (Longer(after.DisplayName, MaxDisplayName)) return Refusal.Invalid("display_name", $"The name has {MaxDisplayName} characters at most.");
        if (Longer(after.Bio, MaxBio)) return Refusal.Invalid("note", $"The text about you has {MaxBio} characters at most.");
        if (after.Fields.Count > MaxFields) return Refusal.Invalid("fields", $"A profile has {MaxFields} lines at most.");
        if (after.Fields.Any(static field => field.Name.Length == 0)) return Refusal.Invalid("fields", "Each line of a profile needs a label.");
        return after.Fields.Any(static field => Longer(field.Name, MaxField) || Longer(field.Value, MaxField))
            ? Refusal.Invalid("fields", $"The label and the content of a line have {MaxField} characters each at most.")
            : null;
    }

    /// <summary>Only a picture that was just drawn for this: never one that is somebody's already.</summary>
    private static bool Taken(Tx tx, string? before, string? after) => after is null || after == before || DoomedFiles.Spare(tx, after);

    private static string? Picture(string? wanted, string? before) => wanted switch
    {
        null => before,
        "" => null,
        _ => wanted,
    };

    /// <summary>Characters as readers see them: a family of emoji is one.</summary>
    private static bool Longer(string text, int most) =>
        text.Length > most * MostUnitsPerCharacter || new System.Globalization.StringInfo(text).LengthInTextElements > most;

    /// <summary>No line breaks or other controls where a single line is shown; marks that turn the direction of what follows are dropped, as they could dress one name as another.</summary>
    private static string OneLine(string text) =>
        new string([.. text.Where(static c => !Posts.Text.Letters.IsDirectional(c)).Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]).Trim();
}
