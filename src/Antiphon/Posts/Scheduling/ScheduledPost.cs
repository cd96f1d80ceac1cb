using System.Text.Json;
using Antiphon.Posts.Polls;
using Antiphon.Store;

namespace Antiphon.Posts.Scheduling;

/// <summary>A post for later, seen by its author alone.</summary>
/// <param name="At">UTC ms when it is published.</param>
/// <param name="Failed">It was due and could not be published: it waits for another time.</param>
public sealed record ScheduledPost(long Id, long Account, long At, ScheduledDraft Draft, bool Failed)
{
    internal const string Columns = "id, account, at, draft, failed";

    internal static ScheduledPost Read(Row row) =>
        new(row.Long(0), row.Long(1), row.Long(2), JsonSerializer.Deserialize<ScheduledDraft>(row.Text(3))!, row.Bool(4));
}

/// <summary>What is kept of a draft until it is published. Stored as JSON: names are never changed.</summary>
public sealed record ScheduledDraft(
    string Text,
    Visibility Visibility,
    long? ReplyTo,
    long? QuoteOf,
    string Warning,
    bool Sensitive,
    string? Language,
    IReadOnlyList<long> Media,
    long? App,
    string? Key,
    PollDraft? Poll,
    QuotePolicy QuotePolicy)
{
    internal static ScheduledDraft Of(Draft draft) => new(
        draft.Text, draft.Visibility, draft.ReplyTo, draft.QuoteOf, draft.Warning, draft.Sensitive, draft.Language, draft.Media ?? [], draft.App, draft.IdempotencyKey, draft.Poll,
        draft.QuotePolicy);

    internal Draft ToDraft() => new(Text, Visibility, ReplyTo, QuoteOf, Warning, Sensitive, Language, Media, App, Poll: Poll, QuotePolicy: QuotePolicy);
}
