namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>A signature that fits the rules of its scheme, with the very bytes that it must be of. Nothing is proved yet: the key decides.</summary>
/// <param name="KeyId">The key's address, as sent.</param>
/// <param name="Named">The algorithm that the sender says it used; null where the key is to tell.</param>
/// <param name="Bases">What may have been signed, the likeliest first: one, and of a GET a second without the query.</param>
/// <param name="Covered">Components, in lower case.</param>
/// <param name="Created">By the sender's clock, where it is signed.</param>
public sealed record ParsedSignature(
    string KeyId, Algorithm? Named, IReadOnlyList<byte[]> Bases, byte[] Signature, IReadOnlyList<string> Covered, DateTimeOffset? Created, DateTimeOffset? Expires)
{
    public bool IsOf(VerificationKey key)
    {
        var algorithms = Named is { } one ? [one] : key.Algorithms;
        return algorithms.Any(algorithm => Bases.Any(text => key.Verify(algorithm, text, Signature)));
    }
}
