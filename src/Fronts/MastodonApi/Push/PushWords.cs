using System.Globalization;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Push;

/// <summary>The one line that a locked screen shows, in the languages of the pages; apps show it as it is, and cannot say it in their own words without asking us first.</summary>
internal static class PushWords
{
    private static readonly Dictionary<NotificationKind, (string En, string Es, string Fr, string De, string Ar)> Titles = new()
    {
        [NotificationKind.Mention] = ("{0} mentioned you", "{0} te ha mencionado", "{0} vous a mentionné", "{0} hat dich erwähnt", "أشار إليك {0}"),
        [NotificationKind.Follow] = ("{0} now follows you", "{0} te sigue ahora", "{0} vous suit désormais", "{0} folgt dir jetzt", "{0} يتابعك الآن"),
        [NotificationKind.FollowRequest] = ("{0} asks to follow you", "{0} quiere seguirte", "{0} demande à vous suivre", "{0} möchte dir folgen", "{0} يطلب متابعتك"),
        [NotificationKind.Like] = ("{0} likes your post", "A {0} le gusta tu publicación", "{0} aime votre message", "{0} gefällt dein Beitrag", "أعجب منشورك {0}"),
        [NotificationKind.Boost] = ("{0} boosted your post", "{0} ha impulsado tu publicación", "{0} a partagé votre message", "{0} hat deinen Beitrag geteilt", "أعاد {0} نشر منشورك"),
        [NotificationKind.Post] = ("{0} has posted", "{0} ha publicado", "{0} a publié un message", "{0} hat etwas geschrieben", "نشر {0} منشورًا"),
        [NotificationKind.Edit] = ("{0} edited a post", "{0} ha editado una publicación", "{0} a modifié un message", "{0} hat einen Beitrag bearbeitet", "عدّل {0} منشورًا"),
        [NotificationKind.Quote] = ("{0} quoted your post", "{0} ha citado tu publicación", "{0} a cité votre message", "{0} hat deinen Beitrag zitiert", "اقتبس {0} منشورك"),
        [NotificationKind.SignUp] = ("{0} asks to join", "{0} quiere unirse", "{0} demande à s’inscrire", "{0} möchte beitreten", "{0} يطلب الانضمام"),
    };

    /// <summary>For kinds that need no more than to be looked at.</summary>
    private static readonly (string En, string Es, string Fr, string De, string Ar) Other = ("Something new", "Hay algo nuevo", "Du nouveau", "Es gibt etwas Neues", "هناك جديد");

    /// <param name="language">A language code without a region; English where we have no words in it.</param>
    public static string Title(NotificationKind kind, string language, string who)
    {
        var words = Titles.GetValueOrDefault(kind, Other);
        var title = language switch
        {
            "es" => words.Es,
            "fr" => words.Fr,
            "de" => words.De,
            "ar" => words.Ar,
            _ => words.En,
        };
        return string.Format(CultureInfo.InvariantCulture, title, who);
    }
}
