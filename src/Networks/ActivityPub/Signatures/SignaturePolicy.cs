using System.Globalization;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>
/// What a signature has to cover before its key is even asked for (security.md, test 3): the method and the whole address, our own host, the body's hash, and a time that is near. Everything here is
/// looked at without a single request to anybody.
/// </summary>
/// <param name="site">Whose requests these are: a signature for another host was made for another host.</param>
public sealed class SignaturePolicy(Site site, TimeProvider clock)
{
    /// <summary>How old a signed request may be. Mastodon's number: senders queue, and clocks of small servers are wrong by hours of a time zone.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromHours(12);

    /// <summary>How far another server's clock may be ahead of ours.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    private readonly string authority = new Uri(site.Url).Authority.ToLowerInvariant();

    /// <returns>The signature, which covers what it has to, or why it does not. Unauthenticated is the only kind.</returns>
    public Outcome<ParsedSignature> Look(SignedMessage message)
    {
        if (message.Count("host") != 1 || message.Authority != authority) return Refused("The request is not addressed to this server: its Host is another.");
        return message.Count("signature-input") > 0 ? LookAtMessageSignature(message) : LookAtCavage(message);
    }

    private Outcome<ParsedSignature> LookAtCavage(SignedMessage message)
    {
        if (message.Count("signature") != 1) return Refused("The request is not signed, or signed twice.");
        if (Cavage.Parse(message, message.Field("signature")!) is not { } signature) return Refused("The Signature field does not hold to draft-cavage-http-signatures-12.");
        if (!Covers(signature, "(request-target)") || !Covers(signature, "host")) return Refused("The signature must cover (request-target) and host.");
        if (message.Method != "GET")
        {
            if (!Covers(signature, "digest")) return Refused("The signature must cover digest.");
            if (!Digests.DigestHolds(message.Field("digest"), message.Body.Span)) return Refused("The Digest is not that of the body.");
        }

        DateTimeOffset made;
        if (Covers(signature, "(created)"))
        {
            made = signature.Created!.Value;
        }
        else if (!Covers(signature, "date") || message.Count("date") != 1 || !Date(message.Field("date"), out made))
        {
            return Refused("The signature must cover (created) or date.");
        }

        return Near(made, signature.Expires) ? signature : Refused("The signature is too old, or of a time that has not come. Look at the clock of your server.");
    }

    private Outcome<ParsedSignature> LookAtMessageSignature(SignedMessage message)
    {
        if (MessageSignature.Parse(message) is not { } signature) return Refused("Signature-Input and Signature must be one signature by RFC 9421, with keyid and of components that a request has.");
        var address = Covers(signature, "@target-uri")
            || (Covers(signature, "@authority") && (Covers(signature, "@request-target") || (Covers(signature, "@path") && (message.Query == "?" || Covers(signature, "@query")))));
        if (!Covers(signature, "@method") || !address) return Refused("The signature must cover @method and @target-uri.");
        if (message.Method != "GET" || message.Body.Length > 0)
        {
            if (!Covers(signature, "content-digest")) return Refused("The signature must cover content-digest.");
            if (!Digests.ContentDigestHolds(message.Field("content-digest"), message.Body.Span)) return Refused("The Content-Digest is not that of the body.");
        }

        if (signature.Created is not { } made) return Refused("The signature must say when it was created.");
        return Near(made, signature.Expires) ? signature : Refused("The signature is too old, or of a time that has not come. Look at the clock of your server.");
    }

    private bool Near(DateTimeOffset made, DateTimeOffset? expires)
    {
        var now = clock.GetUtcNow();
        return made >= now - Oldest && made <= now + Ahead && (expires is null || expires > now);
    }

    private static bool Covers(ParsedSignature signature, string component) => signature.Covered.Contains(component);

    private static bool Date(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    private static Refusal Refused(string why) => new(RefusalKind.Unauthenticated, why);
}
