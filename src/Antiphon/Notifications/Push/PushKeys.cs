using System.Security.Cryptography;
using System.Text;

namespace Antiphon.Notifications.Push;

/// <summary>
/// This server's keys for push: the pair by which push services know it (RFC 8292), and one that seals the tokens which apps look for in what they get. Made at the first start and kept in a
/// file of its own, so that neither is in the database; a new pair would silence every subscription.
/// </summary>
public sealed class PushKeys : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "push.key";

    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] sealing;

    private PushKeys(byte[] secret)
    {
        sealing = secret[Length..];
        Pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret[..Length] });
        var point = Pair.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = [4, .. point.X!, .. point.Y!];
    }

    /// <summary>Signs what is sent.</summary>
    public ECDsa Pair { get; }

    /// <summary>Uncompressed: 65 bytes. Apps give it to their push service when they subscribe.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The keys of this directory, made if there are none.</summary>
    public static PushKeys Open(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) Make(path);
        var secret = File.ReadAllBytes(path);
        return secret.Length == 2 * Length ? new PushKeys(secret) : throw new InvalidDataException($"{path} is not a file of keys. Restore it from a backup; without it apps must subscribe again.");
    }

    /// <summary>Encrypts a text for the database.</summary>
    public byte[] Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceLength + TagLength + plain.Length];
        var nonce = result.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sealing, TagLength);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength));
        return result;
    }

    /// <summary>The text again; null where it was sealed with other keys.</summary>
    public string? Unseal(byte[] text)
    {
        if (text.Length < NonceLength + TagLength) return null;
        var plain = new byte[text.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(sealing, TagLength);
            aes.Decrypt(text.AsSpan(0, NonceLength), text.AsSpan(NonceLength + TagLength), text.AsSpan(NonceLength, TagLength), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => Pair.Dispose();

    private static void Make(string path)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] secret = [.. pair.ExportParameters(includePrivateParameters: true).D!, .. RandomNumberGenerator.GetBytes(Length)];
        var written = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(written, options))
        {
            file.Write(secret);
            file.Flush(flushToDisk: true);
        }

        File.Move(written, path);
    }
}
