using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Posts.Scheduling;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Publishes a post, and with it an answer to a call if its words are one: no app needs to know of calls.</summary>
[Endpoint("POST", "/api/v1/statuses", Allow.Members, Scope.WriteStatuses)]
internal sealed class PostStatus(Accounts accounts, PreferencesOf preferences, WritePost write, SchedulePost schedule, StatusJson statuses, ScheduledJson scheduled) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var draft = Draft(request);
        if (!draft.Ok)
        {
            await request.Refuse(draft.Refusal);
            return;
        }

        var at = StatusFields.ScheduledAt(request);
        if (!at.Ok || at.Value is not null)
        {
            await Schedule(request, draft.Value, at);
            return;
        }

        var written = await write.Write(accounts.Find(request.Viewer.Id)!, draft.Value);
        if (written.Ok) await statuses.Answer(request, written.Value);
        else await request.Refuse(written.Refusal);
    }

    private async Task Schedule(Request request, Draft draft, Outcome<long?> at)
    {
        var put = at.Ok ? await schedule.Add(accounts.Find(request.Viewer.Id)!, draft, at.Value!.Value) : at.Refusal;
        if (put.Ok) await request.Json(json => scheduled.Write(json, put.Value));
        else await request.Refuse(put.Refusal);
    }

    private Outcome<Draft> Draft(Request request)
    {
        var p = request.Params;
        var (language, visibility) = (StatusFields.Language(request), StatusFields.Visibility(request));
        if (!language.Ok) return language.Refusal;
        if (!visibility.Ok) return visibility.Refusal;
        var (poll, policy) = (StatusFields.Poll(request), StatusFields.QuotePolicy(request));
        if (!poll.Ok) return poll.Refusal;
        if (!policy.Ok) return policy.Refusal;
        var key = request.Http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > StatusFields.LongestKey) return Refusal.Invalid("idempotency_key", $"The Idempotency-Key has {StatusFields.LongestKey} characters at most.");
        var usual = preferences.Of(request.Viewer.Id);
        return new Draft(
            p.Text("status") ?? string.Empty,
            visibility.Value ?? usual.Visibility,
            p.Id("in_reply_to_id"),
            p.Id("quoted_status_id") ?? p.Id("quote_id"),
            p.Text("spoiler_text") ?? string.Empty,
            p.Flag("sensitive") ?? usual.Sensitive,
            language.Value ?? usual.Language,
            StatusFields.Media(request),
            request.Caller.Token?.App,
            key.Length == 0 ? null : key,
            Poll: poll.Value,
            QuotePolicy: policy.Value ?? QuotePolicy.Public);
    }
}
