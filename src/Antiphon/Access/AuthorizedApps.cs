using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>An app that may act for somebody.</summary>
/// <param name="Scopes">All that its tokens may do together, as names.</param>
/// <param name="Used">The day of the last use, UTC ms; null if never.</param>
public sealed record AuthorizedApp(App App, IReadOnlyList<string> Scopes, long Created, long? Used);

/// <summary>The apps that may act for an account, newest first, for its owner to look through.</summary>
public sealed class AuthorizedApps(DataStore store, Apps apps)
{
    public IReadOnlyList<AuthorizedApp> Of(long account)
    {
        var tokens = store.Read(sql => sql.Rows(
            "SELECT app, scopes, created, used FROM tokens WHERE account = $1 ORDER BY id DESC",
            static row => (App: row.Long(0), Scopes: row.Text(1), Created: row.Long(2), Used: row.LongOrNull(3)),
            account));
        return
        [
            .. tokens.GroupBy(static token => token.App)
                .Select(group => (App: apps.Find(group.Key), Tokens: group))
                .Where(static group => group.App is not null)
                .Select(static group => new AuthorizedApp(
                    group.App!,
                    [.. group.Tokens.SelectMany(static token => token.Scopes.Split(' ')).Distinct()],
                    group.Tokens.Max(static token => token.Created),
                    group.Tokens.Max(static token => token.Used))),
        ];
    }
}
