namespace Antiphon.People.Links;

/// <summary>
/// Which account a bridged one mirrors, by Bridgy Fed's published rules (fed.brid.gy/docs; read from its source in August 2026). Pure: what these say is believed only of documents that were
/// fetched from the bridge itself, never of somebody's own word.
/// </summary>
public static class Bridges
{
    private const string ActorOfBluesky = "https://bsky.brid.gy/ap/";
    private const string PostOfBluesky = "https://bsky.brid.gy/convert/ap/at://";
    private const string FromBluesky = "bsky.brid.gy";
    private const string FromFediverse = ".ap.brid.gy";
    private const string ServerOfBridge = "https://atproto.brid.gy";

    /// <summary>The DID of the Bluesky account that a fediverse actor mirrors: it stands in the actor's id, and the actor must say the same of itself. Null for everybody else.</summary>
    public static string? BlueskyOf(string actor, IReadOnlyCollection<string> alsoKnownAs)
    {
        if (!actor.StartsWith(ActorOfBluesky, StringComparison.Ordinal)) return null;
        var did = actor[ActorOfBluesky.Length..];
        return IsDid(did) && alsoKnownAs.Contains("at://" + did) ? did : null;
    }

    /// <summary>The Bluesky handle behind <c>name@bsky.brid.gy</c>; null for everybody else.</summary>
    public static string? BlueskyHandleOf(string acct)
    {
        var parts = acct.TrimStart('@').Split('@');
        return parts is [{ Length: > 0 } handle, var host] && host.Equals(FromBluesky, StringComparison.OrdinalIgnoreCase) && handle.Contains('.', StringComparison.Ordinal)
            ? handle.ToLowerInvariant()
            : null;
    }

    /// <summary>The handle that a fediverse account has on Bluesky. It cannot be read backwards: three characters become one.</summary>
    public static string HandleOnBluesky(string username, string domain) =>
        $"{username.Replace('_', '-').Replace('~', '-').Replace(':', '-')}.{domain.Replace('_', '-').Replace('~', '-').Replace(':', '-')}{FromFediverse}".ToLowerInvariant();

    /// <summary>The id of the fediverse actor that a Bluesky account mirrors: where its data lies at the bridge, what its DID document says besides its handle. Null for everybody else.</summary>
    /// <param name="server">The account's personal data server, as its DID document says.</param>
    public static string? FediverseOf(string server, IReadOnlyCollection<string> alsoKnownAs) =>
        server.TrimEnd('/') == ServerOfBridge ? alsoKnownAs.FirstOrDefault(static one => one.StartsWith("https://", StringComparison.Ordinal)) : null;

    /// <summary>The <c>at://</c> address of the Bluesky post that a bridged post mirrors, so that one post under two ids is one; null for every other.</summary>
    public static string? BlueskyPostOf(string post)
    {
        if (!post.StartsWith(PostOfBluesky, StringComparison.Ordinal)) return null;
        var parts = post[PostOfBluesky.Length..].Split('/');
        return parts is [var did, "app.bsky.feed.post", { Length: > 0 }] && IsDid(did) ? "at://" + string.Join('/', parts) : null;
    }

    private static bool IsDid(string text) => text.Length is > 8 and < 256 && text.StartsWith("did:", StringComparison.Ordinal)
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '-' or '_' or '%');
}
