using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>Pages of posts and of people: one more was asked for than is shown, so that the last page is known for the last.</summary>
internal sealed class Lists(StatusJson statuses, AccountJson accounts)
{
    /// <param name="kept">Parameters that the neighbouring pages keep.</param>
    public Task Posts(Request request, IReadOnlyList<PostCard> found, Paging page, params ReadOnlySpan<string> kept)
    {
        var shown = Cut(found, page);
        if (shown.Count > 0) Link(request, page, found.Count, shown[^1].Id, shown[0].Id, kept);
        return request.Write(output => statuses.WriteList(output, shown, request.Viewer));
    }

    /// <summary>A list that has no pages.</summary>
    public void Whole(Output output, IReadOnlyList<PostCard> posts, Viewer viewer) => statuses.WriteList(output, posts, viewer);

    /// <summary>Posts that page by something else than their own ids, such as when they were liked.</summary>
    public Task Posts(Request request, IReadOnlyList<(long Id, PostCard Card)> found, Paging page)
    {
        var shown = Cut(found, page);
        if (shown.Count > 0) Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        return request.Write(output => statuses.WriteList(output, shown.Select(static one => one.Card), request.Viewer));
    }

    public Task People(Request request, IReadOnlyList<(long Id, Account Account)> found, Paging page)
    {
        var shown = Cut(found, page);
        if (shown.Count > 0) Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        return People(request, shown.Select(static one => one.Account));
    }

    public Task People(Request request, IReadOnlyList<Listed> found, Paging page) => People(request, [.. found.Select(static one => (one.Id, one.Account))], page);

    public Task People(Request request, IEnumerable<Account> found) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var account in found) accounts.Write(json, account);
        json.WriteEndArray();
    });

    /// <summary>Without the entry that only told that there are more: the last, or, going up, the first.</summary>
    public static IReadOnlyList<T> Cut<T>(IReadOnlyList<T> found, Paging page) =>
        found.Count < page.Limit ? found : page.Ascending ? [.. found.Skip(found.Count - page.Limit + 1)] : [.. found.Take(page.Limit - 1)];

    /// <summary>Going up, what is below the page was come from: there is always a next.</summary>
    public static void Link(Request request, Paging page, int found, long oldest, long newest, params ReadOnlySpan<string> kept) =>
        request.Link(page.Ascending || found == page.Limit ? oldest : null, newest, page.Limit - 1, kept);
}
