using System.Globalization;
using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Reporting;
using Antiphon.Moderation;
using Antiphon.Moderation.Reports;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.Administration;

/// <summary>
/// Reports as Mastodon's administration writes them. Of the posts, those stand here that the moderator may read by themselves, as on the pages: a report opens no private post to anybody. Where
/// the person who reported has no account here, or none any more, the reported account stands for them, since the entity must have one.
/// </summary>
internal sealed class AdminReportJson(AdminAccountJson accounts, StatusJson statuses, AllAccounts all, PostShelf shelf, CurrentSettings settings, Reports reports)
{
    public Task Answer(Request request, Report? report) => report is null ? request.Refuse(Refusal.NotFound) : request.Json(json => Write(json, [report], request.Viewer, list: false));

    public Task Answer(Request request, Outcome<Report> outcome) => outcome.Ok ? Answer(request, outcome.Value) : request.Refuse(outcome.Refusal);

    /// <summary>Something done with a report, by who may see it.</summary>
    public async Task Tend(Request request, Func<long, long, Task<Outcome<Report>>> deed)
    {
        var (by, id) = (request.Viewer.Id, request.RouteId());
        await (reports.Find(id, by) is null ? request.Refuse(Refusal.NotFound) : Answer(request, await deed(by, id)));
    }

    public void Write(Utf8JsonWriter json, IReadOnlyList<Report> reports, Viewer viewer, bool list = true)
    {
        var people = all.Load(reports.SelectMany(static one => new[] { one.By, one.Target, one.Assigned, one.ResolvedBy }).OfType<long>().Distinct());
        if (list) json.WriteStartArray();
        foreach (var report in reports) Write(json, report, people, viewer);
        if (list) json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, Report report, IReadOnlyDictionary<long, Seen> people, Viewer viewer)
    {
        json.WriteStartObject();
        ReportJson.Own(json, report);
        json.Time("updated_at"u8, report.Changed);
        Person(json, "account"u8, report.By is { } by && people.ContainsKey(by) ? by : report.Target, people, viewer);
        Person(json, "target_account"u8, report.Target, people, viewer);
        Person(json, "assigned_account"u8, report.Assigned, people, viewer);
        Person(json, "action_taken_by_account"u8, report.ResolvedBy, people, viewer);
        json.WriteStartArray("statuses"u8);
        foreach (var card in shelf.Load(report.Posts))
        {
            if (shelf.Find(card.Id, viewer) is { } shown) statuses.Write(json, shown, viewer);
        }

        json.WriteEndArray();
        json.WriteStartArray("rules"u8);
        foreach (var rule in report.Rules.Where(rule => rule <= settings.Value.Rules.Count))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, rule.ToString(CultureInfo.InvariantCulture));
            json.WriteString("text"u8, settings.Value.Rules[rule - 1]);
            json.WriteString("hint"u8, string.Empty);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Person(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? id, IReadOnlyDictionary<long, Seen> people, Viewer viewer)
    {
        json.WritePropertyName(name);
        if (id is { } known && people.TryGetValue(known, out var seen)) accounts.Write(json, seen, viewer);
        else json.WriteNullValue();
    }
}
