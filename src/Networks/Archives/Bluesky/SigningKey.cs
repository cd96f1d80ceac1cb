using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// A public key that signs a repository: of the curve secp256k1 or P-256. Signatures are 64 bytes, r and s, over the SHA-256 of the message, and s is the lower of the two that are possible: the
/// other one is not accepted (AT Protocol, "Cryptography").
/// </summary>
public sealed class SigningKey
{
    private const int Half = 32;
    private const int Compressed = 33;

    private static readonly ECDomainParameters Secp256k1 = Domain("secp256k1");
    private static readonly ECDomainParameters P256 = Domain("secp256r1");

    private readonly ECPublicKeyParameters key;
    private readonly BigInteger highestS;

    private SigningKey(ECPublicKeyParameters key, string text)
    {
        this.key = key;
        Text = text;
        highestS = new BigInteger(key.Parameters.N.ShiftRight(1).ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Reads <c>did:key:z…</c>; null where it is none, or of another curve.</summary>
    public static SigningKey? FromDid(string text) => text.StartsWith("did:key:", StringComparison.Ordinal) ? FromMultibase(text["did:key:".Length..], null) : null;

    /// <summary>Reads the <c>publicKeyMultibase</c> of a DID document.</summary>
    /// <param name="type">Of the verification method: "Multikey", where the key says its own curve, or one of the two older types, where the type does.</param>
    public static SigningKey? FromMultibase(string text, string? type)
    {
        if (text is not ['z', ..] || !Base58.TryRead(text.AsSpan(1), out var bytes)) return null;
        return (type, bytes) switch
        {
            (null or "Multikey", [0xE7, 0x01, ..]) => Of(Secp256k1, bytes.AsSpan(2), text),
            (null or "Multikey", [0x80, 0x24, ..]) => Of(P256, bytes.AsSpan(2), text),
            ("EcdsaSecp256k1VerificationKey2019", _) => Of(Secp256k1, bytes, text),
            ("EcdsaSecp256r1VerificationKey2019", _) => Of(P256, bytes, text),
            _ => null,
        };
    }

    /// <summary>Whether this key's owner signed the message.</summary>
    public bool Signed(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Half * 2) return false;
        if (new BigInteger(signature[Half..], isUnsigned: true, isBigEndian: true) > highestS) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, hash);
        return key.Parameters == P256 ? SignedByP256(hash, signature) : SignedBySecp256k1(hash, signature);
    }

    private static SigningKey? Of(ECDomainParameters curve, ReadOnlySpan<byte> point, string text)
    {
        if (point.Length is not (Compressed or Half * 2 + 1)) return null;
        try
        {
            return new SigningKey(new ECPublicKeyParameters(curve.Curve.DecodePoint(point.ToArray()), curve), text);
        }
        catch (Exception none) when (none is ArgumentException or FormatException)
        {
            // No point of the curve.
            return null;
        }
    }

    private bool SignedByP256(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        var point = key.Q.Normalize();
        using var ec = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point.AffineXCoord.GetEncoded(), Y = point.AffineYCoord.GetEncoded() },
        });
        return ec.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private bool SignedBySecp256k1(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        var signer = new ECDsaSigner();
        signer.Init(forSigning: false, key);
        return signer.VerifySignature(hash.ToArray(), Number(signature[..Half]), Number(signature[Half..]));
    }

    private static Org.BouncyCastle.Math.BigInteger Number(ReadOnlySpan<byte> bytes) => new(1, bytes.ToArray());

    private static ECDomainParameters Domain(string name)
    {
        var curve = SecNamedCurves.GetByName(name);
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}
