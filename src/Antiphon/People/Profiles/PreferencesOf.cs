using Antiphon.Live;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.People.Profiles;

/// <summary>What members' posts start from, in memory: every post that an app sends without saying who may read it asks for this.</summary>
public sealed class PreferencesOf
{
    private const int MostKept = 20_000;
    private static readonly Preferences Usual = new(Visibility.Public, false, null);

    private readonly DataStore store;
    private readonly Remembered<long, Preferences> kept = new(MostKept);

    public PreferencesOf(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is AccountChanged changed) kept.Drop(changed.Account);
        });
    }

    public Preferences Of(long account) => kept.Get(account, Load) ?? Usual;

    private Preferences? Load(long account) => store.Read(sql => sql.First(
        "SELECT default_visibility, default_sensitive, default_language FROM users WHERE account = $1",
        static row => new Preferences((Visibility)row.Int(0), row.Bool(1), row.TextOrNull(2)), account));
}
