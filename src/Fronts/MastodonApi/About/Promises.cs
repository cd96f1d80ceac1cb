namespace Antiphon.MastodonApi.About;

/// <summary>What a version of Mastodon promises to apps that ask for nothing but its number.</summary>
/// <param name="ApiVersion">What Mastodon called the same in <c>api_versions</c>.</param>
/// <param name="Operations">Method and address, parameters as <c>{}</c>.</param>
public sealed record Promise(string Version, int ApiVersion, IReadOnlyList<string> Operations);

/// <summary>
/// The version that this server says it has: the newest of which no promise is missing, worked out from the endpoints that there are. Apps decide by it what to offer, so a number that is
/// too high shows people what fails, and one that is too low hides what works.
/// </summary>
public static class Promises
{
    /// <summary>Oldest first; a version promises everything that those before it do.</summary>
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("4.1.0", 1, ["GET /api/v1/statuses/{}/source", "GET /api/v1/statuses/{}/history", "GET /api/v1/followed_tags", "GET /api/v2/search"]),

        // All that was there before, and lists whose members are not at home as well.
        new("4.2.0", 1,
        [
            "POST /api/v1/lists", "PUT /api/v1/lists/{}", "POST /api/v1/lists/{}/accounts", "GET /api/v1/timelines/list/{}", "POST /api/v1/polls/{}/votes", "PUT /api/v1/scheduled_statuses/{}",
            "POST /api/v1/filters", "POST /api/v2/filters", "POST /api/v1/tags/{}/follow", "POST /api/v1/accounts/{}/note", "POST /api/v1/push/subscription", "POST /api/v1/domain_blocks",
            "POST /api/v1/conversations/{}/read", "POST /api/v1/reports", "PUT /api/v1/announcements/{}/reactions/{}", "GET /api/v1/trends/statuses",
        ]),

        // Notifications in groups, and held back by a policy.
        new("4.3.0", 2,
        [
            "GET /api/v2/notifications", "GET /api/v2/notifications/{}/accounts", "GET /api/v2/notifications/policy", "PATCH /api/v2/notifications/policy", "GET /api/v1/notifications/requests",
            "POST /api/v1/notifications/requests/{}/accept", "GET /api/v1/timelines/link", "GET /api/v1/statuses",
        ]),

        // Endorsements, and filters that blur.
        new("4.4.0", 6, ["POST /api/v1/accounts/{}/endorse", "POST /api/v1/accounts/{}/unendorse", "GET /api/v1/accounts/{}/endorsements", "POST /api/v1/tags/{}/feature", "DELETE /api/v1/media/{}"]),

        // Quotes with a policy.
        new("4.5.0", 7, ["GET /api/v1/statuses/{}/quotes", "PUT /api/v1/statuses/{}/interaction_policy", "POST /api/v1/statuses/{}/quotes/{}/revoke"]),
    ];

    /// <summary>The newest that is kept.</summary>
    public static Promise Kept { get; } = All.TakeWhile(static one => one.Operations.All(Here.Contains)).Last();

    private static HashSet<string> Here => field ??= [.. MastodonApiServices.Endpoints.Select(static one => $"{one.Endpoint.Method} {Shape(one.Endpoint.Route)}")];

    private static string Shape(string route) => string.Join('/', route.Split('/').Select(static part => part.StartsWith('{') ? "{}" : part));
}
