using System.Buffers.Text;
using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications.Push;

namespace Antiphon.MastodonApi.Push;

/// <summary>Subscribes; what this token had before ends.</summary>
[Endpoint("POST", "/api/v1/push/subscription", Allow.Members, Scope.Push)]
internal sealed class PostPushSubscription(PushSubscriptions subscriptions, PushSubscriptionJson writer) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var given = request.Params;
        var wish = new PushWish(
            given.Filled("subscription[endpoint]") ?? string.Empty,
            Bytes(given.Filled("subscription[keys][p256dh]")),
            Bytes(given.Filled("subscription[keys][auth]")),
            given.Is("subscription[standard]"),
            PushSubscriptionJson.Alerts(request),
            PushSubscriptionJson.Policy(request) ?? PushPolicy.Everybody,
            ApiFront.Credential(request.Http)!);
        var made = await subscriptions.Put(request.Caller.Token!, wish);
        await (made.Ok ? request.Json(json => writer.Write(json, made.Value)) : request.Refuse(made.Refusal));
    }

    /// <summary>Of either alphabet, padded or not: apps write all four.</summary>
    private static byte[] Bytes(string? text)
    {
        try
        {
            return text is null ? [] : Base64Url.DecodeFromChars(text.Trim().TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
