using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Bluesky;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives;

/// <summary>A post on another network, as people name it: by its address, or by network and id ("twitter:919659438700670976").</summary>
/// <param name="Key">As <see cref="ArchivedKey"/> makes it, the same as the network's archives give.</param>
/// <param name="Address">As it was given.</param>
public sealed record PostAddress(Network Network, long Key, string Address)
{
    private const int Longest = 2_000;

    public static Outcome<PostAddress> Of(string given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var text = given.Trim();
        if (text.Length is 0 or > Longest) return Unknown(text);
        if (text.All(char.IsAsciiDigit)) return new PostAddress(Network.Twitter, ArchivedKey.Of(text), text);
        if (text.StartsWith("at://", StringComparison.Ordinal)) return AtUri.PostKey(Encoding.UTF8.GetBytes(text)) is not 0 and var post ? new PostAddress(Network.Bluesky, post, text) : Unknown(text);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http") return OfPage(address, text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < text.Length && !char.IsAsciiDigit(text[0]) && Enum.TryParse<Network>(text[..colon], ignoreCase: true, out var network) && network != Network.Page
            ? new PostAddress(network, ArchivedKey.Of(text[(colon + 1)..]), text)
            : Unknown(text);
    }

    private static Outcome<PostAddress> OfPage(Uri address, string text)
    {
        var host = address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (host)
        {
            case "twitter.com" or "mobile.twitter.com" or "x.com" or "mobile.x.com":
                var at = Array.FindIndex(parts, static part => part is "status" or "statuses");
                return at >= 0 && at + 1 < parts.Length && parts[at + 1].All(char.IsAsciiDigit) ? new PostAddress(Network.Twitter, ArchivedKey.Of(parts[at + 1]), text) : Unknown(text);
            case "bsky.app":
                if (parts is not ["profile", var who, "post", var record]) return Unknown(text);
                return who.StartsWith("did:", StringComparison.Ordinal)
                    ? Of($"at://{who}/app.bsky.feed.post/{record}") is { Ok: true } found ? found.Value with { Address = text } : Unknown(text)
                    : Refusal.Invalid("call_post", $"\"{text}\" names the account by a handle, which may become somebody else's. Give the post's own address: at://did:…/app.bsky.feed.post/{record}.");
            case "reddit.com" or "old.reddit.com":
                if (parts is not [_, _, "comments", var submission, ..]) return Unknown(text);
                return new PostAddress(Network.Reddit, ArchivedKey.Of(parts.Length > 5 ? "t1_" + parts[5] : "t3_" + submission), text);
            case "facebook.com" or "m.facebook.com" or "instagram.com":
                return Refusal.Invalid("call_post", $"\"{text}\" does not say the number under which archives have it. Give that: {(host == "instagram.com" ? "instagram" : "facebook")}:ID.");
            default:
                return new PostAddress(Network.Fediverse, ArchivedKey.Of(text), text);
        }
    }

    private static Refusal Unknown(string text) => Refusal.Invalid(
        "call_post", $"\"{(text.Length > 100 ? text[..100] + "…" : text)}\" is no post's address or id. Give https://twitter.com/NAME/status/ID, at://…, the address of a post of the Fediverse, or NETWORK:ID.");
}
