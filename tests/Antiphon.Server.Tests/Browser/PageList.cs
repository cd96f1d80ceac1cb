namespace Antiphon.Server.Tests.Browser;

/// <summary>Who may open a page.</summary>
[Flags]
public enum Who
{
    Nobody = 1,
    Owner = 2,
    Both = Nobody | Owner,
}

/// <summary>A page as it is looked at by the tests: an address of <see cref="Town"/> that shows it; "{post}" stands for the number of a post of Imre's.</summary>
public sealed record ListedPage(string Path, Who Who = Who.Both);

/// <summary>Every page of the server. A new page is added here; a test compares this list with the pages' own routes.</summary>
public static class PageList
{
    /// <summary>The page that says so.</summary>
    public const string NotThere = "/nothing-here";

    public static IReadOnlyList<ListedPage> All { get; } =
    [
        new("/"),
        new("/calls/worked-ill"),
        new("/calls/metoo"),
        new("/calls/quiet"),
        new("/calls/worked-ill/answer"),
        new("/calls/worked-ill/archive", Who.Owner),
        new("/calls/worked-ill/card"),
        new("/calls/metoo/card"),
        new("/calls/worked-ill/stories"),
        new("/calls/worked-ill/answers"),
        new("/calls/worked-ill/conversation"),
        new("/calls/worked-ill?at=0"),
        new("/calls/worked-ill/change", Who.Owner),
        new("/calls/worked-ill/carriers", Who.Owner),
        new("/calls/worked-ill/voices", Who.Owner),
        new("/calls/worked-ill/claims", Who.Owner),
        new("/calls/worked-ill/corrections", Who.Owner),
        new("/ask", Who.Owner),
        new("/admin/calls", Who.Owner),
        new("/admin/calls/worked-ill", Who.Owner),
        new("/admin/calls/metoo?ring=Joined", Who.Owner),
        new("/home", Who.Owner),
        new("/local"),
        new("/public"),
        new("/bookmarks", Who.Owner),
        new("/favourites", Who.Owner),
        new("/tags/WorkedIll"),
        new("/@imre"),
        new("/@lena"),
        new("/@imre/with-replies"),
        new("/@lena/media"),
        new("/@imre/followers"),
        new("/@imre/following"),
        new("/@imre/{post}"),
        new("/posts/{post}/history"),
        new("/posts/{post}/liked"),
        new("/posts/{post}/passed-on"),
        new("/posts/{post}/delete", Who.Owner),
        new("/write", Who.Owner),
        new("/write?reply={post}", Who.Owner),
        new("/write?edit={post}", Who.Owner),
        new("/notifications", Who.Owner),
        new("/search"),
        new("/search?q=lena"),
        new("/search?q=worked&kind=posts"),
        new("/admin/accounts", Who.Owner),
        new("/admin/accounts/2", Who.Owner),
        new("/admin/reports", Who.Owner),
        new("/admin/reports?show=closed", Who.Owner),
        new("/admin/servers", Who.Owner),
        new("/admin/settings", Who.Owner),
        new("/admin/log", Who.Owner),
        new("/about"),
        new("/about/counting"),
        new(NotThere),
        new("/sign-in", Who.Nobody),
        new("/sign-up", Who.Nobody),
        new("/sign-up/waiting"),
        new("/recover", Who.Nobody),
        new("/sign-out", Who.Owner),
        new("/confirm/somesecret"),
        new("/settings/account", Who.Owner),
        new("/settings/appearance"),
        new("/settings/apps", Who.Owner),
        new("/settings/carried", Who.Owner),
        new("/settings/invites", Who.Owner),
        new("/settings/leave", Who.Owner),
        new("/settings/links", Who.Owner),
        new("/settings/passkeys", Who.Owner),
        new("/settings/people", Who.Owner),
        new("/settings/profile", Who.Owner),
        new("/settings/second-factor", Who.Owner),
        new("/settings/sessions", Who.Owner),
        new("/settings/warnings", Who.Owner),
        new("/settings/writing", Who.Owner),
        new("/report?post={post}", Who.Nobody),
        new("/report?account=lena"),
    ];

    /// <summary>Pages that no plain address shows: each is reached by a step that another test takes.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } = new Dictionary<string, string>
    {
        ["/admin/reports/{id:long}"] = "needs a report",
        ["/once/{secret}"] = "needs a secret of its own",
        ["/sign-in/code"] = "needs a password that was right",
        ["/oauth/authorize"] = "needs a registered app",
    };
}
