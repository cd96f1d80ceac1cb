using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Makes tokens: for an app alone, for somebody who signed up through an app, or by the operator's word.</summary>
public sealed class IssueToken(DataStore store)
{
    /// <summary>The app in whose name the operator's tokens are made.</summary>
    private const string OperatorApp = "command-line";

    /// <summary>Client credentials: the app acts for nobody.</summary>
    public async Task<Outcome<IssuedToken>> ForApp(App app, ScopeSet scopes)
    {
        if (!app.Scopes.Includes(scopes)) return Refusal.Invalid("scope", "The requested scope is invalid, unknown, or malformed.");
        return await store.TryWrite<IssuedToken>(tx => Within(tx, app.Id, 0, scopes)).ConfigureAwait(false);
    }

    /// <summary>For a member who has just signed up through the app, or has otherwise proved who they are.</summary>
    public async Task<Outcome<IssuedToken>> ForMember(App app, long account, ScopeSet scopes)
    {
        if (!app.Scopes.Includes(scopes)) return Refusal.Invalid("scope", "The requested scope is invalid, unknown, or malformed.");
        return await store.TryWrite<IssuedToken>(tx => Within(tx, app.Id, account, scopes)).ConfigureAwait(false);
    }

    /// <summary>By the command line, whose word is the operator's.</summary>
    public async Task<Outcome<IssuedToken>> ForOperator(string username, string scopes)
    {
        var asked = ScopeSet.Parse(scopes);
        if (!asked.Ok) return asked.Refusal;
        return await store.TryWrite<IssuedToken>(tx =>
        {
            var account = tx.First(
                $"SELECT {Account.Columns} FROM accounts WHERE username_key = $1 AND domain IS NULL", Account.Read, Accounts.Key(username.TrimStart('@')));
            if (account is null || !account.Shown) return Refusal.Invalid("name", $"There is no account called \"{username}\" here.");

            // Asked here, where the unit before this one is seen though it is not committed yet: two first tokens may be asked for at once.
            var app = tx.First($"SELECT {App.Columns} FROM apps WHERE client_id = $1", App.Read, OperatorApp)
                ?? RegisterApp.Insert(tx, "Command line", null, [App.OutOfBand], ScopeSet.Stored("profile read write follow push"), Digest.Of(Secret.New())!.Value, OperatorApp);
            return Within(tx, app.Id, account.Id, asked.Value);
        }).ConfigureAwait(false);
    }

    internal static IssuedToken Within(Tx tx, long app, long account, ScopeSet scopes)
    {
        var text = Secret.New();
        var token = new AccessToken(tx.NewId(), app, account, scopes, tx.Now);
        tx.Run(
            "INSERT INTO tokens (id, token, app, account, scopes, created) VALUES ($1, $2, $3, $4, $5, $6)",
            token.Id, Digest.Of(text)!.Value.ToArray(), app, account == 0 ? Value.Null : account, scopes.Text, token.Created);
        return new IssuedToken(text, token);
    }
}
