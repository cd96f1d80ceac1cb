using Antiphon.People;
using Antiphon.Settings;
using Antiphon.Web.Shell;

namespace Antiphon.Web;

/// <summary>Who may open a call on this server, as its administrators decided.</summary>
internal static class AskRule
{
    public static bool Allows(Visit visit) => visit.SignedIn && visit.Viewer.Role >= visit.Settings.OpensCalls switch
    {
        Who.Administrators => Role.Administrator,
        Who.Moderators => Role.Moderator,
        _ => Role.Member,
    };
}
