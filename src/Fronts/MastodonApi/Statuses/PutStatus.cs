using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Media;
using Antiphon.MastodonApi.Parameters;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Edits one's own post. As in Mastodon the pictures named are the pictures afterwards, and the poll given is the poll: naming none takes them away.</summary>
[Endpoint("PUT", "/api/v1/statuses/{id}", Allow.Members, Scope.WriteStatuses)]
internal sealed class PutStatus(Accounts accounts, PostShelf shelf, EditPost edit, StatusJson statuses) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var asked = shelf.Find(request.RouteId(), request.Viewer) is { } card && card.Post.Author == request.Viewer.Id
            ? Edit(request, card)
            : Refusal.NotFound;
        var edited = asked.Ok ? await edit.Write(accounts.Find(request.Viewer.Id)!, request.RouteId(), asked.Value) : asked.Refusal;
        if (edited.Ok) await statuses.Answer(request, edited.Value);
        else await request.Refuse(edited.Refusal);
    }

    private static Outcome<Edit> Edit(Request request, PostCard card)
    {
        var p = request.Params;
        var language = StatusFields.Language(request);
        if (!language.Ok) return language.Refusal;
        var (poll, policy) = (StatusFields.Poll(request), StatusFields.QuotePolicy(request));
        if (!poll.Ok) return poll.Refusal;
        if (!policy.Ok) return policy.Refusal;
        var (descriptions, focuses) = (new Dictionary<long, string>(), new Dictionary<long, Focus>());
        foreach (var record in p.Records("media_attributes"))
        {
            if (!record.TryGetValue("id", out var text)) continue;
            var id = Params.ParseId(text);
            if (record.TryGetValue("description", out var description)) descriptions[id] = description;
            if (Focus.Parse(record.GetValueOrDefault("focus")) is { } focus) focuses[id] = focus;
        }

        return new Edit(
            p.Text("status") ?? card.Post.Text,
            p.Text("spoiler_text") ?? string.Empty,
            p.Is("sensitive"),
            language.Value,
            StatusFields.Media(request),
            descriptions,
            focuses,
            poll.Value,
            KeepPoll: false,
            policy.Value);
    }
}
