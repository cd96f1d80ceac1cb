using System.Text.Json;
using Antiphon.Networks.ActivityPub.Signatures;
using Antiphon.Networks.ActivityPub.Wire;

namespace Antiphon.Networks.ActivityPub.Keys;

/// <summary>A key that was fetched, and whose it is: the actor whose own document lists it.</summary>
public sealed record RemoteKey(Uri Id, Uri Owner, VerificationKey Key);

/// <summary>
/// Finds whose key an address is (security.md, test 5). Only the owner's own document, fetched from the owner's own address, says so: what the key's document claims is where to look. Owner and key are
/// of one server.
/// </summary>
public sealed class FindKey(FetchDocument fetch)
{
    public async Task<Outcome<RemoteKey>> Run(Uri keyId, CancellationToken cancel)
    {
        var first = await At(WithoutFragment(keyId), cancel).ConfigureAwait(false);
        if (!first.Ok) return first.Refusal;
        if (IsActor(first.Value)) return Listed(first.Value, keyId);

        // GoToSocial and others give the key a document of its own, with the owner in it; some wrap it into a stub of the actor.
        var claimed = Documents.Each(first.Value, "publicKey").Append(first.Value).Select(static one => Documents.Address(Documents.Text(one, "owner"))).FirstOrDefault(static owner => owner is not null);
        if (claimed is null || !Origin.Same(claimed, keyId)) return Refused("The key's document names no owner on its own server.");
        var owner = await At(claimed, cancel).ConfigureAwait(false);
        if (!owner.Ok) return owner.Refusal;
        return IsActor(owner.Value) ? Listed(owner.Value, keyId) : Refused("The key's owner is not an actor.");
    }

    /// <summary>The document at that address, which must say that this is its address: after a redirect, or from a document for uploads, it is asked for once more where it says, on the same server.</summary>
    private async Task<Outcome<JsonElement>> At(Uri address, CancellationToken cancel)
    {
        for (var again = false; ; again = true)
        {
            var got = await fetch(address, cancel).ConfigureAwait(false);
            if (!got.Ok) return got.Refusal;
            if (Documents.Read(got.Value.Body) is not { } document || Documents.Address(Documents.Text(document, "id")) is not { } id) return Refused("There is no actor or key at the key's address.");
            var bare = WithoutFragment(id);
            if (bare == got.Value.Address && Origin.Same(bare, address)) return document;
            if (again || !Origin.Same(bare, address)) return Refused("The document at the key's address is another's.");
            address = bare;
        }
    }

    /// <summary>A stripped actor, which some servers answer instead of an error, has no inbox.</summary>
    private static bool IsActor(JsonElement document) => Documents.Text(document, "inbox") is not null && Documents.Each(document, "publicKey").Any();

    private static Outcome<RemoteKey> Listed(JsonElement actor, Uri keyId)
    {
        var owner = Documents.Address(Documents.Text(actor, "id"))!;
        foreach (var listed in Documents.Each(actor, "publicKey"))
        {
            // Uri's own comparison leaves out the fragment, which is all that tells two keys of one actor apart.
            if (Documents.Text(listed, "id") != keyId.OriginalString || Documents.Text(listed, "owner") != owner.OriginalString || Documents.Text(listed, "publicKeyPem") is not { } pem) continue;
            return VerificationKey.FromPem(pem) is { IsStrong: true } key ? new RemoteKey(keyId, owner, key) : Refused("The key is of a kind or a length that proves nothing.");
        }

        return Refused("The actor does not list this key as its own.");
    }

    private static Uri WithoutFragment(Uri address) => address.Fragment.Length == 0 ? address : new Uri(address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped));

    private static Refusal Refused(string why) => new(RefusalKind.Unauthenticated, why);
}
