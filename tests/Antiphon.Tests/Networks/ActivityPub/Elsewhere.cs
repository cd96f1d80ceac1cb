using System.Text;
using Antiphon.Networks.ActivityPub.Inbox;
using Antiphon.Networks.ActivityPub.Keys;
using Antiphon.Networks.ActivityPub.Signatures;
using Antiphon.Networks.ActivityPub.Wire;
using Antiphon.Tests.Stores;

namespace Antiphon.Tests.Networks.ActivityPub;

/// <summary>A server elsewhere with people on it, whose documents are what a test says; and a verifier here that fetches them.</summary>
internal sealed class Elsewhere
{
    public static readonly Site Here = new("antiphon.example.org", "https://antiphon.example.org");
    private static readonly Lazy<string[]> Pems = new(static () => [.. Enumerable.Range(0, 3).Select(static _ => SigningKey.NewPem())]);

    public Elsewhere(params string[] refused)
    {
        Keys = new RemoteKeys(new FindKey(Fetch), Clock);
        Verifier = new Verified.Verifier(new SignaturePolicy(Here, Clock), Keys, Here, refused.Contains);
        Publish("https://away.example.com/users/tarek", Key("https://away.example.com/users/tarek", 0));
        Publish("https://away.example.com/users/nora", Key("https://away.example.com/users/nora", 1));
        Publish("https://third.example.net/users/lin", Key("https://third.example.net/users/lin", 2));
    }

    public FakeClock Clock { get; } = new();

    public RemoteKeys Keys { get; }

    public Verified.Verifier Verifier { get; }

    /// <summary>By address.</summary>
    public Dictionary<string, string> Pages { get; } = [];

    public Dictionary<string, string> Redirects { get; } = [];

    /// <summary>Everything that was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public static SigningKey Key(string actor, int which = 0, string fragment = "#main-key") => SigningKey.FromPem(actor + fragment, Pems.Value[which]);

    public void Publish(string actor, SigningKey key, string? owner = null, string inbox = "\"inbox\":\"https://away.example.com/inbox\",") => Pages[actor] =
        $$"""{"@context":"https://www.w3.org/ns/activitystreams","id":"{{actor}}","type":"Person",{{inbox}}"publicKey":{{KeyJson(key, owner ?? actor)}}}""";

    public static string KeyJson(SigningKey key, string owner) => $$"""{"id":"{{key.Id}}","owner":"{{owner}}","publicKeyPem":"{{key.PublicPem.ReplaceLineEndings("\\n")}}"}""";

    public SignedMessage Signed(string body, SigningKey key, bool rfc9421 = false, string address = "https://antiphon.example.org/inbox")
    {
        var (where, bytes, now) = (new Uri(address), Encoding.UTF8.GetBytes(body), Clock.GetUtcNow());
        var fields = rfc9421 ? key.Rfc9421("POST", where, now, bytes) : key.Cavage("POST", where, now, bytes);
        return new SignedMessage("POST", where.Scheme, where.PathAndQuery, [.. fields, new("Content-Type", "application/activity+json")], bytes);
    }

    public Task<Outcome<Verified>> Send(SignedMessage message) => Verifier.Check(message, CancellationToken.None);

    /// <summary>Sent by that actor with the key of its name.</summary>
    public Task<Outcome<Verified>> Send(string body, string signer = "https://away.example.com/users/tarek", int which = 0) => Send(Signed(body, Key(signer, which)));

    private Task<Outcome<RemoteDocument>> Fetch(Uri address, CancellationToken cancel)
    {
        Asked.Add(address.AbsoluteUri);
        if (Redirects.TryGetValue(address.AbsoluteUri, out var to)) address = new Uri(to);
        Outcome<RemoteDocument> got = Pages.TryGetValue(address.AbsoluteUri, out var page) ? new RemoteDocument(address, Encoding.UTF8.GetBytes(page)) : new Refusal(RefusalKind.Busy, "Not reached.");
        return Task.FromResult(got);
    }
}
