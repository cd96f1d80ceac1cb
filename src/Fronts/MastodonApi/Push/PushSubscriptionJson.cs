using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications.Push;

namespace Antiphon.MastodonApi.Push;

/// <summary>A push subscription as JSON, and what apps say of one.</summary>
internal sealed class PushSubscriptionJson(PushKeys keys)
{
    /// <summary>The kinds that apps know, in Mastodon's order.</summary>
    private static readonly string[] Kinds =
        ["mention", "quote", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update", "quoted_update", "admin.sign_up", "admin.report"];

    private static readonly string[] Policies = ["all", "followed", "follower", "none"];

    /// <summary>This server's key as apps hand it to their push service, with the padding that Mastodon writes.</summary>
    public string ServerKey => Convert.ToBase64String(keys.PublicKey).Replace('+', '-').Replace('/', '_');

    public void Write(Utf8JsonWriter json, PushSubscription subscription)
    {
        json.WriteStartObject();
        json.Id("id"u8, subscription.Id);
        json.WriteString("endpoint"u8, subscription.Endpoint);
        json.WriteBoolean("standard"u8, subscription.Standard);
        json.WriteStartObject("alerts"u8);
        foreach (var kind in Kinds) json.WriteBoolean(kind, (subscription.Alerts & Bits(kind)) != 0);
        json.WriteEndObject();
        json.WriteString("policy"u8, Policies[(int)subscription.Policy]);
        json.WriteString("server_key"u8, ServerKey);
        json.WriteEndObject();
    }

    /// <summary>The kinds that an app wants to be woken for.</summary>
    public static long Alerts(Request request) =>
        Kinds.Where(kind => request.Params.Is($"data[alerts][{kind}]")).Aggregate(0L, static (all, kind) => all | Bits(kind));

    /// <summary>From whom; null where the app does not say, or says nothing that is known. Beside <c>data</c>, or in it as older apps write.</summary>
    public static PushPolicy? Policy(Request request) =>
        Array.IndexOf(Policies, request.Params.Filled("data[policy]") ?? request.Params.Filled("policy")) is >= 0 and var policy ? (PushPolicy)policy : null;

    private static long Bits(string kind) => NotificationJson.Parse([kind]).Aggregate(0L, static (all, one) => all | PushSubscription.Bit(one));
}
