using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Antiphon.Notifications.Push;
using Xunit;

namespace Antiphon.Tests.Notifications;

/// <summary>A push service with one app behind it, which reads what it gets with keys of its own: written from the RFCs, and from none of the code that it tests.</summary>
internal sealed class PushService : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ECDiffieHellman app = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    public PushService()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Origin = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        listener.Prefixes.Add(Origin + "/");
        listener.Start();
        _ = Serve();
    }

    public string Origin { get; }

    /// <summary>What the next requests are answered with.</summary>
    public int Status { get; set; } = 201;

    /// <summary>Every message, read.</summary>
    public ConcurrentQueue<string> Read { get; } = [];

    public int Asked { get; private set; }

    private byte[] Point => PointOf(app);

    public PushWish Wish(long alerts, bool standard = true, PushPolicy policy = PushPolicy.Everybody) => new(Origin + "/app/1", Point, auth, standard, alerts, policy, "the-token");

    public void Dispose()
    {
        listener.Close();
        app.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                Asked++;
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                try
                {
                    if (Status < 300) Read.Enqueue(Decrypt(context.Request, body.ToArray()));
                }
                catch (Exception unreadable)
                {
                    Read.Enqueue(unreadable.ToString());
                }

                context.Response.StatusCode = Status;
                if (Status is >= 300 and < 400) context.Response.RedirectLocation = Origin + "/elsewhere";
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
        }
    }

    private string Decrypt(HttpListenerRequest request, byte[] body)
    {
        Assert.True(int.Parse(request.Headers["TTL"]!) > 0);
        var authorization = request.Headers["Authorization"]!;
        if (request.Headers["Content-Encoding"] == "aes128gcm")
        {
            var parts = authorization["vapid ".Length..].Split(", ").ToDictionary(static part => part[..1], static part => part[2..]);
            Signed(parts["t"], Base64Url.DecodeFromChars(parts["k"]));
            var (salt, theirs) = (body[..16], body[21..86]);
            Assert.Equal(65, body[20]);
            var shared = HKDF.Expand(HashAlgorithmName.SHA256, HKDF.Extract(HashAlgorithmName.SHA256, Agreed(theirs), auth), 32, [.. "WebPush: info\0"u8, .. Point, .. theirs]);
            var random = HKDF.Extract(HashAlgorithmName.SHA256, shared, salt);
            var plain = Open(body[86..], random, "Content-Encoding: aes128gcm\0"u8.ToArray(), "Content-Encoding: nonce\0"u8.ToArray());
            Assert.Equal(2, plain[^1]);
            return Encoding.UTF8.GetString(plain[..^1]);
        }
        else
        {
            var keys = request.Headers["Crypto-Key"]!.Split(';').ToDictionary(static part => part.Split('=')[0], static part => part[(part.IndexOf('=') + 1)..]);
            Signed(authorization["WebPush ".Length..], Base64Url.DecodeFromChars(keys["p256ecdsa"]));
            var (salt, theirs) = (Base64Url.DecodeFromChars(request.Headers["Encryption"].AsSpan("salt=".Length)), Base64Url.DecodeFromChars(keys["dh"]));
            var shared = HKDF.Expand(HashAlgorithmName.SHA256, HKDF.Extract(HashAlgorithmName.SHA256, Agreed(theirs), auth), 32, "Content-Encoding: auth\0"u8.ToArray());
            var random = HKDF.Extract(HashAlgorithmName.SHA256, shared, salt);
            byte[] context = [.. "P-256\0"u8, 0, 65, .. Point, 0, 65, .. theirs];
            var plain = Open(body, random, [.. "Content-Encoding: aesgcm\0"u8, .. context], [.. "Content-Encoding: nonce\0"u8, .. context]);
            return Encoding.UTF8.GetString(plain[2..]);
        }
    }

    private void Signed(string token, byte[] key)
    {
        var parts = token.Split('.');
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = key[1..33], Y = key[33..] } });
        Assert.True(pair.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(Origin, claims.RootElement.GetProperty("aud").GetString());
    }

    private byte[] Agreed(byte[] point)
    {
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        return app.DeriveRawSecretAgreement(other.PublicKey);
    }

    private static byte[] Open(byte[] record, byte[] random, byte[] keyInfo, byte[] nonceInfo)
    {
        var plain = new byte[record.Length - 16];
        using var aes = new AesGcm(HKDF.Expand(HashAlgorithmName.SHA256, random, 16, keyInfo), 16);
        aes.Decrypt(HKDF.Expand(HashAlgorithmName.SHA256, random, 12, nonceInfo), record[..^16], record[^16..], plain);
        return plain;
    }

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
