using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>How a signature was made. What a sender names is compared with what its key can do, and never chooses how the key is read.</summary>
public enum Algorithm
{
    /// <summary>RSASSA-PKCS1-v1_5: what the fediverse signs with.</summary>
    RsaSha256,

    /// <inheritdoc cref="RsaSha256"/>
    RsaSha512,

    RsaPssSha512,

    /// <summary>The signature is r and s, 32 bytes each (RFC 9421, 3.3.4).</summary>
    EcdsaP256Sha256,

    Ed25519,
}

/// <summary>A public key, parsed once. May be asked by many threads at a time.</summary>
public sealed class VerificationKey
{
    /// <summary>Shorter RSA keys can be broken for money; longer ones cost us more than they protect.</summary>
    private const int ShortestRsa = 2_048;
    private const int LongestRsa = 8_192;

    /// <summary>A public exponent of more bytes makes each check slow on purpose.</summary>
    private const int LongestExponent = 4;
    private const int LongestPem = 8 * 1024;

    // The framework does not promise that one object may be used by two threads at a time.
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];
    private readonly byte[] bytes;
    private readonly Kind kind;

    private VerificationKey(Kind kind, byte[] bytes, bool strong)
    {
        this.kind = kind;
        this.bytes = bytes;
        IsStrong = strong;
    }

    private enum Kind
    {
        Rsa,
        P256,
        Ed25519,
    }

    /// <summary>Whether its signatures prove anything today. A weak key is read, so that a test suite of 2014 can be, and never believed at the inbox.</summary>
    public bool IsStrong { get; }

    /// <summary>What its signature can be where the sender does not say, the likeliest first.</summary>
    public IReadOnlyList<Algorithm> Algorithms => kind switch
    {
        Kind.Rsa => [Algorithm.RsaSha256, Algorithm.RsaSha512],
        Kind.P256 => [Algorithm.EcdsaP256Sha256],
        _ => [Algorithm.Ed25519],
    };

    /// <summary>A key as actors publish it (SubjectPublicKeyInfo, or PKCS #1 as some old servers write it); null where it is none that we know.</summary>
    public static VerificationKey? FromPem(string pem)
    {
        if (pem.Length > LongestPem || !PemEncoding.TryFind(pem, out var found)) return null;
        try
        {
            var der = Convert.FromBase64String(pem[found.Base64Data]);
            return pem[found.Label] switch
            {
                "PUBLIC KEY" => Info(der),
                "RSA PUBLIC KEY" => Rsa(der, pkcs1: true),
                _ => null,
            };
        }
        catch (Exception nonsense) when (nonsense is CryptographicException or FormatException or ArgumentException or AsnContentException)
        {
            return null;
        }
    }

    public bool Verify(Algorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (kind == Kind.Ed25519) return algorithm == Algorithm.Ed25519 && VerifyEd25519(data, signature);
        if (!idle.TryTake(out var key)) key = Import();
        try
        {
            return (key, algorithm) switch
            {
                (RSA rsa, Algorithm.RsaSha256) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                (RSA rsa, Algorithm.RsaSha512) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                (RSA rsa, Algorithm.RsaPssSha512) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
                (ECDsa curve, Algorithm.EcdsaP256Sha256) => curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            idle.Add(key);
        }
    }

    private static VerificationKey? Info(byte[] der)
    {
        // The algorithm's identifier stands behind two SEQUENCE heads; the framework tells us by taking or refusing the rest.
        var algorithm = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var identifier = algorithm.ReadSequence();
        switch (identifier.ReadObjectIdentifier())
        {
            case "1.2.840.113549.1.1.1":
                return Rsa(der, pkcs1: false);
            case "1.2.840.113549.1.1.10":
                // A key marked for PSS alone is the same numbers inside.
                return Rsa(algorithm.ReadBitString(out _), pkcs1: true);
            case "1.2.840.10045.2.1" when identifier.ReadObjectIdentifier() == "1.2.840.10045.3.1.7":
                using (var curve = ECDsa.Create()) curve.ImportSubjectPublicKeyInfo(der, out _);
                return new VerificationKey(Kind.P256, der, strong: true);
            case "1.3.101.112":
                var point = algorithm.ReadBitString(out _);
                return point.Length == Ed25519PublicKeyParameters.KeySize ? new VerificationKey(Kind.Ed25519, point, strong: true) : null;
            default:
                return null;
        }
    }

    private static VerificationKey? Rsa(byte[] der, bool pkcs1)
    {
        using var rsa = RSA.Create();
        if (pkcs1) rsa.ImportRSAPublicKey(der, out _);
        else rsa.ImportSubjectPublicKeyInfo(der, out _);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        if (numbers.Exponent!.Length > LongestExponent || rsa.KeySize > LongestRsa) return null;
        return new VerificationKey(Kind.Rsa, rsa.ExportSubjectPublicKeyInfo(), rsa.KeySize >= ShortestRsa);
    }

    private AsymmetricAlgorithm Import()
    {
        AsymmetricAlgorithm key = kind == Kind.Rsa ? RSA.Create() : ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(bytes, out _);
        return key;
    }

    /// <summary>By BouncyCastle: the framework has no Ed25519.</summary>
    private bool VerifyEd25519(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519PrivateKeyParameters.SignatureSize) return false;
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(bytes));
        verifier.BlockUpdate(data);
        return verifier.VerifySignature(signature.ToArray());
    }
}
