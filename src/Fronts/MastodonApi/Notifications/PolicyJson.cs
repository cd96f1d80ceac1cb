using System.Text.Json;
using Antiphon.MastodonApi.Parameters;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>A policy in both versions: words for each sort, or the older yes and no.</summary>
internal static class PolicyJson
{
    private static readonly string[] Names = ["accept", "filter", "drop"];

    public static void Write(Utf8JsonWriter json, Policy policy, (long Requests, long Notifications) summary)
    {
        json.WriteStartObject();
        json.WriteString("for_not_following"u8, Names[(int)policy.NotFollowing]);
        json.WriteString("for_not_followers"u8, Names[(int)policy.NotFollowers]);
        json.WriteString("for_new_accounts"u8, Names[(int)policy.NewAccounts]);
        json.WriteString("for_private_mentions"u8, Names[(int)policy.PrivateMentions]);
        json.WriteString("for_limited_accounts"u8, Names[(int)policy.LimitedAccounts]);
        Summary(json, summary);
        json.WriteEndObject();
    }

    public static void WriteOld(Utf8JsonWriter json, Policy policy, (long Requests, long Notifications) summary)
    {
        json.WriteStartObject();
        json.WriteBoolean("filter_not_following"u8, policy.NotFollowing != PolicyChoice.Accept);
        json.WriteBoolean("filter_not_followers"u8, policy.NotFollowers != PolicyChoice.Accept);
        json.WriteBoolean("filter_new_accounts"u8, policy.NewAccounts != PolicyChoice.Accept);
        json.WriteBoolean("filter_private_mentions"u8, policy.PrivateMentions != PolicyChoice.Accept);
        Summary(json, summary);
        json.WriteEndObject();
    }

    /// <summary>Whether every word that was given is one.</summary>
    public static bool Sound(Params p) => ((string[])["for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions", "for_limited_accounts"])
        .All(name => p.Filled(name) is not { } word || Names.Contains(word));

    public static Policy Changed(Policy policy, Params p) => new(
        Choice(p, "for_not_following", policy.NotFollowing),
        Choice(p, "for_not_followers", policy.NotFollowers),
        Choice(p, "for_new_accounts", policy.NewAccounts),
        Choice(p, "for_private_mentions", policy.PrivateMentions),
        Choice(p, "for_limited_accounts", policy.LimitedAccounts));

    public static Policy ChangedOld(Policy policy, Params p) => policy with
    {
        NotFollowing = OldChoice(p, "filter_not_following", policy.NotFollowing),
        NotFollowers = OldChoice(p, "filter_not_followers", policy.NotFollowers),
        NewAccounts = OldChoice(p, "filter_new_accounts", policy.NewAccounts),
        PrivateMentions = OldChoice(p, "filter_private_mentions", policy.PrivateMentions),
    };

    private static PolicyChoice Choice(Params p, string name, PolicyChoice now) => p.Filled(name) is { } word ? (PolicyChoice)Array.IndexOf(Names, word) : now;

    private static PolicyChoice OldChoice(Params p, string name, PolicyChoice now) => p.Flag(name) switch
    {
        null => now,
        true => PolicyChoice.Filter,
        _ => PolicyChoice.Accept,
    };

    private static void Summary(Utf8JsonWriter json, (long Requests, long Notifications) summary)
    {
        json.WriteStartObject("summary"u8);
        json.WriteNumber("pending_requests_count"u8, summary.Requests);
        json.WriteNumber("pending_notifications_count"u8, summary.Notifications);
        json.WriteEndObject();
    }
}
