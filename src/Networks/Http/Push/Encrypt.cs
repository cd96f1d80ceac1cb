using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Antiphon.Networks.Http.Push;

/// <summary>
/// The encryption of push messages: RFC 8291 over RFC 8188 (<c>aes128gcm</c>), and the fourth draft of it (<c>aesgcm</c>), which apps ask for that were written before. For each message there is
/// a new pair of keys and a new salt, so that nothing which is kept could read what was sent.
/// </summary>
public static class Encrypt
{
    private const int SaltLength = 16;
    private const int PointLength = 65;
    private const int KeyLength = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The size of a record, which is also the most that a push service must take (RFC 8030 section 7.2).</summary>
    private const int RecordSize = 4096;

    /// <summary>The longest message, so that either encoding of it fits.</summary>
    public const int MostBytes = RecordSize - SaltLength - sizeof(uint) - 1 - PointLength - TagLength - 2;

    /// <summary>As RFC 8291: salt, size of a record, our key of the moment, and the one record.</summary>
    public static byte[] Standard(ReadOnlySpan<byte> message, byte[] clientKey, byte[] auth)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Standard(message, clientKey, auth, ours, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <summary>The same with keys and salt that are given, to compare with the example of RFC 8291 appendix A.</summary>
    public static byte[] Standard(ReadOnlySpan<byte> message, byte[] clientKey, byte[] auth, ECDiffieHellman ours, byte[] salt)
    {
        var own = Point(ours);
        var shared = HKDF.DeriveKey(HashAlgorithmName.SHA256, Agreed(ours, clientKey), 32, auth, [.. "WebPush: info\0"u8, .. clientKey, .. own]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeyLength, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, NonceLength, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var head = new byte[SaltLength + sizeof(uint) + 1];
        salt.CopyTo(head, 0);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(SaltLength), RecordSize);
        head[^1] = PointLength;

        // 2 ends the last record (RFC 8188 section 2).
        return [.. head, .. own, .. Record([.. message, 2], key, nonce)];
    }

    /// <summary>As the fourth draft: salt and key go in headers of their own.</summary>
    public static (byte[] Body, byte[] Salt, byte[] Key) Older(ReadOnlySpan<byte> message, byte[] clientKey, byte[] auth)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var (own, salt) = (Point(ours), RandomNumberGenerator.GetBytes(SaltLength));
        var shared = HKDF.DeriveKey(HashAlgorithmName.SHA256, Agreed(ours, clientKey), 32, auth, "Content-Encoding: auth\0"u8.ToArray());
        byte[] context = [.. "P-256\0"u8, 0, PointLength, .. clientKey, 0, PointLength, .. own];
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeyLength, salt, [.. "Content-Encoding: aesgcm\0"u8, .. context]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, NonceLength, salt, [.. "Content-Encoding: nonce\0"u8, .. context]);

        // Two bytes say how much padding follows: none.
        return (Record([0, 0, .. message], key, nonce), salt, own);
    }

    private static byte[] Record(byte[] plain, byte[] key, byte[] nonce)
    {
        var record = new byte[plain.Length + TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, record.AsSpan(0, plain.Length), record.AsSpan(plain.Length));
        return record;
    }

    private static byte[] Agreed(ECDiffieHellman ours, byte[] clientKey)
    {
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = clientKey[1..33], Y = clientKey[33..] } });
        return ours.DeriveRawSecretAgreement(theirs.PublicKey);
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
