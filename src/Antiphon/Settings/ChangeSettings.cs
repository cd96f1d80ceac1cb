using System.Text.Json;
using Antiphon.Mail;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Settings;

/// <summary>Changes the settings, on record.</summary>
public sealed class ChangeSettings(DataStore store)
{
    /// <param name="by">An administrator's account, or 0 for the command line.</param>
    /// <param name="change">From what is in force to what is wanted; runs alone, so that two changes of different settings do not undo one another.</param>
    public Task<Outcome<ServerSettings>> Run(long by, Func<ServerSettings, ServerSettings> change) => store.TryWrite<ServerSettings>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Refusal.Forbidden("Only administrators change the server's settings.");
        var before = CurrentSettings.Read(tx);
        var wanted = Tidy(change(before));
        if (Fault(tx, wanted) is { } refusal) return refusal;
        var json = JsonSerializer.Serialize(wanted, SettingsJson.Default.ServerSettings);
        if (json == JsonSerializer.Serialize(before, SettingsJson.Default.ServerSettings)) return before;
        tx.Run("INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2", SettingsJson.Key, json);
        ModerationLog.Add(tx, by, "change settings", string.Join(", ", Changed(before, wanted)));
        tx.Happened(new SettingsChanged(wanted));
        return wanted;
    });

    private static ServerSettings Tidy(ServerSettings wanted) => wanted with
    {
        Title = wanted.Title.Trim(),
        ShortDescription = wanted.ShortDescription.Trim(),
        Description = wanted.Description.ReplaceLineEndings("\n").Trim(),
        Rules = [.. wanted.Rules.Select(static rule => rule.Trim()).Where(static rule => rule.Length > 0)],
        ContactEmail = string.IsNullOrWhiteSpace(wanted.ContactEmail) ? null : wanted.ContactEmail.Trim(),
        Languages = [.. wanted.Languages.Select(static language => language.Trim()).Where(static language => language.Length > 0).Distinct()],
    };

    private static Refusal? Fault(Tx tx, ServerSettings wanted)
    {
        if (wanted.Title.Length is 0 or > ServerSettings.MaxTitle) return Refusal.Invalid("title", $"The title has 1 to {ServerSettings.MaxTitle} characters.");
        if (wanted.ShortDescription.Length > ServerSettings.MaxShortDescription) return TooLong("short_description", "short description", ServerSettings.MaxShortDescription);
        if (wanted.Description.Length > ServerSettings.MaxDescription) return TooLong("description", "description", ServerSettings.MaxDescription);
        if (wanted.Rules.Count > ServerSettings.MaxRules) return Refusal.Invalid("rules", $"There can be {ServerSettings.MaxRules} rules at most.");
        if (wanted.Rules.Any(static rule => rule.Length > ServerSettings.MaxRule)) return TooLong("rules", "rule", ServerSettings.MaxRule);
        if (wanted.ContactEmail is { } email && EmailAddress.Parse(email) is null) return Refusal.Invalid("contact_email", "This is not an e-mail address.");
        if (!Enum.IsDefined(wanted.SignUp)) return Refusal.Invalid("sign_up", "Sign-up is open, by approval, by invitation or closed.");
        if (!Enum.IsDefined(wanted.Invites)) return Refusal.Invalid("invites", "Members, moderators or administrators.");
        if (!Enum.IsDefined(wanted.OpensCalls)) return Refusal.Invalid("opens_calls", "Members, moderators or administrators.");
        if (wanted.Languages.FirstOrDefault(static code => !LanguageCode.IsWellFormed(code)) is { } odd)
        {
            return Refusal.Invalid("languages", $"\"{odd}\" is not a language code. Write en, de, pt-BR …");
        }

        return wanted.ContactAccount is { } contact && !tx.Any("SELECT 1 FROM users WHERE account = $1", contact)
            ? Refusal.Invalid("contact_account", "The contact must be a member of this server.")
            : null;
    }

    private static Refusal TooLong(string field, string what, int most) => Refusal.Invalid(field, $"A {what} has {most} characters at most.");

    private static IEnumerable<string> Changed(ServerSettings before, ServerSettings after)
    {
        if (before.Title != after.Title) yield return "title";
        if (before.ShortDescription != after.ShortDescription) yield return "short description";
        if (before.Description != after.Description) yield return "description";
        if (!before.Rules.SequenceEqual(after.Rules)) yield return "rules";
        if (before.ContactEmail != after.ContactEmail || before.ContactAccount != after.ContactAccount) yield return "contact";
        if (before.SignUp != after.SignUp) yield return $"sign-up: {after.SignUp}";
        if (before.Invites != after.Invites) yield return $"who invites: {after.Invites}";
        if (before.OpensCalls != after.OpensCalls) yield return $"who opens calls: {after.OpensCalls}";
        if (before.OnlyAllowedHosts != after.OnlyAllowedHosts) yield return $"only allowed servers: {after.OnlyAllowedHosts}";
        if (!before.Languages.SequenceEqual(after.Languages)) yield return "languages";
    }
}
