using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Antiphon.Notifications.Push;

namespace Antiphon.Networks.Http.Push;

/// <summary>Brings an encrypted message to an app's push service (RFC 8030), with this server's signature (RFC 8292).</summary>
public sealed class BringToPushService(OutsideClient outside, PushKeys keys, Site site, TimeProvider clock)
{
    /// <summary>A signature may be good for a day at most (RFC 8292 section 2); half of that forgives a clock that is wrong.</summary>
    private static readonly TimeSpan SignedFor = TimeSpan.FromHours(12);

    public async Task<PushAnswer> Run(PushSubscription to, byte[] message, CancellationToken cancel)
    {
        if (message.Length > Encrypt.MostBytes || !Uri.TryCreate(to.Endpoint, UriKind.Absolute, out var address)) return new PushAnswer(PushFate.Refused);
        var (signed, key) = (Token(address), Base64Url.EncodeToString(keys.PublicKey));
        Dictionary<string, string> headers = new()
        {
            ["TTL"] = ((long)PushDelivery.GivenUpAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Urgency"] = "normal",
            ["Content-Type"] = "application/octet-stream",
        };
        byte[] body;
        if (to.Standard)
        {
            body = Encrypt.Standard(message, to.ClientKey, to.Auth);
            headers["Content-Encoding"] = "aes128gcm";
            headers["Authorization"] = $"vapid t={signed}, k={key}";
        }
        else
        {
            (body, var salt, var own) = Encrypt.Older(message, to.ClientKey, to.Auth);
            headers["Content-Encoding"] = "aesgcm";
            headers["Encryption"] = $"salt={Base64Url.EncodeToString(salt)}";
            headers["Crypto-Key"] = $"dh={Base64Url.EncodeToString(own)};p256ecdsa={key}";
            headers["Authorization"] = $"WebPush {signed}";
        }

        var handed = await outside.Post(address, body, headers, cancel).ConfigureAwait(false);
        return handed.Ok ? Understand(handed.Value) : new PushAnswer(handed.Refusal.Kind == RefusalKind.Busy ? PushFate.Later : PushFate.Refused);
    }

    /// <summary>404 and 410 say that the subscription is over (RFC 8030 section 7.3); anything else of the 400s that the message is wrong, save those that ask for time.</summary>
    private static PushAnswer Understand(Handed handed) => handed.Status switch
    {
        >= 200 and < 300 => new PushAnswer(PushFate.Taken),
        404 or 410 => new PushAnswer(PushFate.Gone),
        408 or 425 or 429 or >= 500 => new PushAnswer(PushFate.Later, handed.Wait),
        _ => new PushAnswer(PushFate.Refused),
    };

    /// <summary>Who sends: good for this push service alone.</summary>
    private string Token(Uri address)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["aud"] = address.GetLeftPart(UriPartial.Authority),
            ["exp"] = (clock.GetUtcNow() + SignedFor).ToUnixTimeSeconds(),
            ["sub"] = site.Url,
        });
        var text = $"{Base64Url.EncodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}"u8)}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>One pair for all: the framework's is not made for several threads at once.</summary>
    private byte[] Sign(byte[] text)
    {
        lock (keys.Pair) return keys.Pair.SignData(text, HashAlgorithmName.SHA256);
    }
}
