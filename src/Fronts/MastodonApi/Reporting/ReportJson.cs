using System.Globalization;
using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Moderation.Reports;

namespace Antiphon.MastodonApi.Reporting;

/// <summary>A report as who made it sees it.</summary>
internal sealed class ReportJson(AccountJson accounts)
{
    public static string Name(ReportCategory category) => category switch
    {
        ReportCategory.Spam => "spam",
        ReportCategory.Legal => "legal",
        ReportCategory.Violation => "violation",
        _ => "other",
    };

    /// <summary>Null where the name is none.</summary>
    public static ReportCategory? Parse(string name) => Enum.GetValues<ReportCategory>().Where(category => Name(category) == name).Select(static category => (ReportCategory?)category).FirstOrDefault();

    public void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        Own(json, report);
        json.WriteStartArray("status_ids"u8);
        foreach (var post in report.Posts) json.WriteStringValue(post.ToString(CultureInfo.InvariantCulture));
        json.WriteEndArray();
        json.WriteStartArray("rule_ids"u8);
        foreach (var rule in report.Rules) json.WriteStringValue(rule.ToString(CultureInfo.InvariantCulture));
        json.WriteEndArray();
        json.EmptyArray("collection_ids"u8);
        accounts.Write(json, "target_account"u8, report.Target);
        json.WriteEndObject();
    }

    /// <summary>What the two entities share.</summary>
    internal static void Own(Utf8JsonWriter json, Report report)
    {
        json.Id("id"u8, report.Id);
        json.WriteBoolean("action_taken"u8, report.Resolved is not null);
        json.Time("action_taken_at"u8, report.Resolved);
        json.WriteString("category"u8, Name(report.Category));
        json.WriteString("comment"u8, report.Comment);
        json.WriteBoolean("forwarded"u8, report.Forward);
        json.Time("created_at"u8, report.Created);
    }
}
