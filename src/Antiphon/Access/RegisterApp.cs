using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>A registered app with its secret, which is shown this once.</summary>
public sealed record RegisteredApp(App App, string Secret);

/// <summary>Registers an app. Open to everyone, as Mastodon's is; fronts limit how often.</summary>
public sealed class RegisterApp(DataStore store, Apps apps)
{
    public const int LongestName = 200;
    public const int LongestAddress = 2_000;
    public const int MostRedirects = 32;

    /// <summary>An app that nobody has signed in through for this long is swept, or strangers could fill the table.</summary>
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(30);

    private static readonly long SweepEvery = (long)TimeSpan.FromHours(6).TotalMilliseconds;

    /// <summary>Schemes that a browser runs instead of opening.</summary>
    private static readonly string[] Dangerous = ["javascript", "data", "vbscript", "about", "blob", "file"];

    private long swept;

    /// <param name="redirects">As given: one text with several addresses on lines of their own, or several texts.</param>
    public async Task<Outcome<RegisteredApp>> Run(string? name, IReadOnlyList<string> redirects, string? scopes, string? website)
    {
        name = name?.Trim();
        if (string.IsNullOrEmpty(name)) return Refusal.Invalid("client_name", "Validation failed: Application name can't be blank");
        if (name.Length > LongestName) return Refusal.Invalid("client_name", $"Validation failed: Application name is too long (maximum is {LongestName} characters)");
        if (!Website(ref website)) return Refusal.Invalid("website", "Validation failed: Website must be a valid URL");
        var addresses = redirects.SelectMany(static text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).ToArray();
        if (Wrong(addresses) is { } why) return Refusal.Invalid("redirect_uris", "Validation failed: Redirect URI " + why);
        var asked = ScopeSet.Parse(scopes);
        if (!asked.Ok) return asked.Refusal;
        var secret = Secret.New();
        var outcome = await store.TryWrite<App>(tx => Insert(tx, name, website, addresses, asked.Value, Digest.Of(secret)!.Value)).ConfigureAwait(false);
        return outcome.Ok ? new RegisteredApp(outcome.Value, secret) : outcome.Refusal;
    }

    internal static App Insert(Tx tx, string name, string? website, string[] addresses, ScopeSet scopes, Digest secret, string? clientId = null)
    {
        var app = new App(tx.NewId(), clientId ?? Secret.New(), name, website, addresses, scopes, tx.Now);
        tx.Run(
            "INSERT INTO apps (id, client_id, secret, name, website, redirects, scopes, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            app.Id, app.ClientId, secret.ToArray(), app.Name, app.Website, string.Join('\n', addresses), scopes.Text, app.Created);
        return app;
    }

    private App Insert(Tx tx, string name, string? website, string[] addresses, ScopeSet scopes, Digest secret)
    {
        if (tx.Now - swept > SweepEvery)
        {
            swept = tx.Now;
            var gone = tx.Run(
                "DELETE FROM apps WHERE id < $1 AND NOT EXISTS (SELECT 1 FROM tokens WHERE tokens.app = apps.id)",
                Ids.First(tx.Now - (long)KeptUnused.TotalMilliseconds));
            if (gone > 0) apps.Forget();
        }

        return Insert(tx, name, website, addresses, scopes, secret, null);
    }

    private static bool Website(ref string? website)
    {
        website = website?.Trim();
        if (string.IsNullOrEmpty(website))
        {
            website = null;
            return true;
        }

        return website.Length <= LongestAddress && SafeUrl.TryHttp(website, out _);
    }

    private static string? Wrong(string[] addresses)
    {
        if (addresses.Length == 0) return "can't be blank";
        if (addresses.Length > MostRedirects) return $"must not be more than {MostRedirects}";
        foreach (var address in addresses)
        {
            if (address.Length > LongestAddress) return $"is too long (maximum is {LongestAddress} characters)";
            if (address == App.OutOfBand) continue;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || address.Any(char.IsControl)) return "must be an absolute URI.";
            if (Dangerous.Contains(uri.Scheme)) return "must not use that scheme.";
            if (address.Contains('#', StringComparison.Ordinal)) return "cannot contain a fragment.";
        }

        return null;
    }
}
