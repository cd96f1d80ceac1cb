namespace Antiphon.Web.Shell;

/// <summary>What a page may load and send: its own styles, scripts and pictures, and nothing else. Nothing stands inline.</summary>
internal static class Policy
{
    /// <summary>For every page.</summary>
    public const string Usual = Ground + "; form-action 'self'";

    /// <summary>
    /// For pages whose form ends, after redirects, at an app's own address: Chromium holds <c>form-action</c> against each hop (mastodon-clients.md, gotcha 11).
    /// </summary>
    public const string FormsLeadAway = Ground;

    /// <summary>For the card that any site may show in a frame: its own style, script and stream, and no form at all.</summary>
    public const string Framed = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    private const string Ground =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";
}
