using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Access;

/// <summary>Registered apps, by id or client id. They never change; what is swept has no token, so nobody asks for it.</summary>
public sealed class Apps(DataStore store)
{
    /// <summary>About 500 bytes each.</summary>
    private const int MostKept = 10_000;

    private readonly Remembered<long, App> byId = new(MostKept);
    private readonly Remembered<string, App> byClient = new(MostKept);

    public App? Find(long id) => byId.Get(id, wanted => store.Read(sql => sql.First($"SELECT {App.Columns} FROM apps WHERE id = $1", App.Read, wanted)));

    public App? Find(string clientId) => clientId.Length is 0 or > 64
        ? null
        : byClient.Get(clientId, wanted => store.Read(sql => sql.First($"SELECT {App.Columns} FROM apps WHERE client_id = $1", App.Read, wanted)));

    /// <summary>The app, if the secret is its own. One message for an unknown app and a wrong secret.</summary>
    public Outcome<App> Prove(string? clientId, string? secret)
    {
        if (clientId is not null && secret is not null && Find(clientId) is { } app && Digest.Of(secret) is { } given
            && store.Read(sql => sql.First("SELECT secret FROM apps WHERE id = $1", static row => row.Blob(0), app.Id)) is { } stored
            && given.SameAs(stored))
        {
            return app;
        }

        return new Refusal(
            RefusalKind.Unauthenticated,
            "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
            "client_id");
    }

    internal void Forget()
    {
        byId.Clear();
        byClient.Clear();
    }
}
