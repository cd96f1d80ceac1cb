using System.Globalization;
using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Moderation.Warnings;

namespace Antiphon.MastodonApi.Reporting;

/// <summary>What a person was told by the moderators, as an app shows it.</summary>
internal sealed class WarningJson(AccountJson accounts)
{
    public static string Name(ModeratorAct act) => act switch
    {
        ModeratorAct.Freeze => "disable",
        ModeratorAct.CoverPosts => "mark_statuses_as_sensitive",
        ModeratorAct.DeletePosts => "delete_statuses",
        ModeratorAct.Sensitive => "sensitive",
        ModeratorAct.Limit => "silence",
        ModeratorAct.Suspend => "suspend",
        _ => "none",
    };

    public void Write(Utf8JsonWriter json, Warning warning)
    {
        json.WriteStartObject();
        json.Id("id"u8, warning.Id);
        json.WriteString("action"u8, Name(warning.Act));
        json.WriteString("text"u8, warning.Text);
        json.WriteStartArray("status_ids"u8);
        foreach (var post in warning.Posts) json.WriteStringValue(post.ToString(CultureInfo.InvariantCulture));
        json.WriteEndArray();
        accounts.Write(json, "target_account"u8, warning.Account);
        json.Time("created_at"u8, warning.Created);
        json.WritePropertyName("appeal"u8);
        if (warning.Appeal is not { } appeal)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("text"u8, appeal);
            json.WriteString("state"u8, warning.AppealState switch { AppealState.Granted => "approved", AppealState.Refused => "rejected", _ => "pending" });
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
