namespace Antiphon.Server.Verbs;

/// <summary>Every verb that works in a house. A new verb is added here and nowhere else.</summary>
internal static class AllVerbs
{
    public static IReadOnlyList<Verb> List { get; } =
    [
        new AccountCreate(),
        new AccountList(),
        new AccountRole(),
        .. AccountAct.All,
        new TokenCreate(),
        new TokenRevoke(),
        new CallOpen(),
        new CallList(),
        new CallClose(),
        new CallReopen(),
        new AnnouncementMake(),
        new AnnouncementList(),
        new AnnouncementWithdraw(),
        new EmojiAdd(),
        new EmojiRemove(),
        new Recount(),
        new Import(),
        new Backup(),
    ];

    public static Verb? Named(string name) => List.FirstOrDefault(verb => verb.Name == name);
}
