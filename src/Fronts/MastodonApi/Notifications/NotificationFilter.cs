using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Which notifications are asked for.</summary>
/// <param name="Only">Kinds wanted; empty for all.</param>
/// <param name="Nothing">Kinds were named, and none of them exists here.</param>
internal sealed record NotificationFilter(IReadOnlyList<NotificationKind> Only, IReadOnlyList<NotificationKind> Without, long? Actor, bool Nothing)
{
    public static NotificationFilter Of(Request request)
    {
        var types = request.Params.All("types");
        var only = NotificationJson.Parse(types);
        return new NotificationFilter(only, NotificationJson.Parse(request.Params.All("exclude_types")), request.Params.Id("account_id"), types.Count > 0 && only.Count == 0);
    }
}
