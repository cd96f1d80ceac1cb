using System.Globalization;
using System.Security.Cryptography;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>One of our keys, with its address. RSA with 2,048 bits, because that is what everybody verifies.</summary>
public sealed class SigningKey : IDisposable
{
    public const int Bits = 2_048;

    private readonly Lock one = new();
    private readonly RSA rsa;

    private SigningKey(string id, RSA rsa)
    {
        Id = id;
        this.rsa = rsa;
    }

    /// <summary>The address that others fetch it at: the actor's, with <c>#main-key</c>.</summary>
    public string Id { get; }

    /// <param name="pem">PKCS #8, as <see cref="NewPem"/> makes it.</param>
    public static SigningKey FromPem(string id, string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new SigningKey(id, rsa);
    }

    public static string NewPem()
    {
        using var rsa = RSA.Create(Bits);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    public string PublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>
    /// The fields that make it a request signed by draft-cavage, which is what is sent first: peers that answer 202 before they verify lose everything that is signed in another way without a word.
    /// </summary>
    /// <param name="body">Null for a GET.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Cavage(string method, Uri address, DateTimeOffset now, byte[]? body)
    {
        var fields = new List<KeyValuePair<string, string>> { new("Host", address.Authority), new("Date", now.ToString("r", CultureInfo.InvariantCulture)) };
        List<string> covered = ["(request-target)", "host", "date"];
        if (body is not null)
        {
            fields.Add(new("Digest", Digests.Digest(body)));
            covered.Add("digest");
        }

        var message = new SignedMessage(method, address.Scheme, address.PathAndQuery, fields, body);
        var signature = Sign(Signatures.Cavage.Base(message, covered, null, null, message.Target)!);

        // GoToSocial sends hs2019 and everybody reads it; snac and old Pleroma want to see the algorithm's name.
        fields.Add(new("Signature", $"keyId=\"{Id}\",algorithm=\"rsa-sha256\",headers=\"{string.Join(' ', covered)}\",signature=\"{Convert.ToBase64String(signature)}\""));
        return fields;
    }

    /// <summary>The fields that make it a request signed by RFC 9421 as Mastodon wants it: for peers that refuse draft-cavage with a 401.</summary>
    /// <inheritdoc cref="Cavage"/>
    public IReadOnlyList<KeyValuePair<string, string>> Rfc9421(string method, Uri address, DateTimeOffset now, byte[]? body)
    {
        var fields = new List<KeyValuePair<string, string>> { new("Host", address.Authority), new("Date", now.ToString("r", CultureInfo.InvariantCulture)) };
        List<Member> covered = [new("@method", []), new("@target-uri", [])];
        if (body is not null)
        {
            fields.Add(new("Content-Digest", Digests.ContentDigest(body)));
            covered.Add(new("content-digest", []));
        }

        var input = new Member(covered, [new("created", now.ToUnixTimeSeconds()), new("keyid", Id), new("alg", "rsa-v1_5-sha256")]);
        var text = MessageSignature.Base(new SignedMessage(method, address.Scheme, address.PathAndQuery, fields, body), input)!;
        fields.Add(new("Signature-Input", $"sig1={StructuredFields.Write(input)}"));
        fields.Add(new("Signature", $"sig1={StructuredFields.Write(new Member(Sign(text), []))}"));
        return fields;
    }

    public void Dispose() => rsa.Dispose();

    private byte[] Sign(byte[] text)
    {
        lock (one) return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
