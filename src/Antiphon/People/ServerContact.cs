using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People;

/// <summary>Who stands for the server: whom the administrators named, else the first owner.</summary>
public sealed class ServerContact(DataStore store, CurrentSettings settings, Accounts accounts)
{
    public Account? Find()
    {
        var id = settings.Value.ContactAccount ?? store.Read(static sql => sql.Number("SELECT min(account) FROM users WHERE role = 3"));
        return id is { } contact && accounts.Find(contact) is { Shown: true } account ? account : null;
    }
}
