using Antiphon.Posts;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Profiles;

/// <summary>A member changes what their apps start from.</summary>
public sealed class ChangePreferences(DataStore store)
{
    public Task<Outcome<Preferences>> Run(long account, Preferences wanted) => store.TryWrite<Preferences>(tx =>
    {
        if (!Enum.IsDefined(wanted.Visibility) || wanted.Visibility == Visibility.Direct)
        {
            return Refusal.Invalid("privacy", "Posts can be public, unlisted or for followers from the start.");
        }

        if (wanted.Language is { } language && !LanguageCode.IsWellFormed(language)) return Refusal.Invalid("language", "This is not a language code. Write en, de, pt-BR …");
        var changed = tx.Run(
            "UPDATE users SET default_visibility = $2, default_sensitive = $3, default_language = $4 WHERE account = $1",
            account, (int)wanted.Visibility, wanted.Sensitive, wanted.Language);
        if (changed == 0) return Refusal.NotFound;
        tx.Happened(new AccountChanged(account));
        return wanted;
    });
}
