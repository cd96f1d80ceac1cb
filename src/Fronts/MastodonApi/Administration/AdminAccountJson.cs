using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Moderation;
using Antiphon.People;

namespace Antiphon.MastodonApi.Administration;

/// <summary>An account as Mastodon's administration writes it. Addresses of machines are kept nowhere here, so there are none; e-mail addresses are shown to administrators, as on the pages.</summary>
internal sealed class AdminAccountJson(AccountJson accounts, AllAccounts all)
{
    public void Write(Utf8JsonWriter json, Seen seen, Viewer viewer)
    {
        var (account, member) = (seen.Account, seen.Member);
        json.WriteStartObject();
        json.Id("id"u8, account.Id);
        json.WriteString("username"u8, account.Username);
        json.Text("domain"u8, account.Domain);
        json.Time("created_at"u8, account.Created);
        json.Text("email"u8, viewer.Role >= Role.Administrator ? member?.Email : null);
        json.WriteNull("ip"u8);
        json.EmptyArray("ips"u8);
        json.Text("locale"u8, member?.Preferences.Language);
        json.Text("invite_request"u8, member?.Reason);
        json.WritePropertyName("role"u8);
        if (member is null) json.WriteNullValue();
        else RoleJson.Write(json, member.Role);
        json.WriteBoolean("confirmed"u8, member is not null && (member.EmailConfirmed || member.Email is null));
        json.WriteBoolean("approved"u8, account.State != AccountState.Waiting);
        json.WriteBoolean("disabled"u8, seen.Restraint.Frozen);
        json.WriteBoolean("silenced"u8, account.State == AccountState.Limited);
        json.WriteBoolean("suspended"u8, account.State == AccountState.Suspended);
        json.WriteBoolean("sensitized"u8, seen.Restraint.Sensitive);
        json.Id("invited_by_account_id"u8, seen.InvitedBy);
        json.WritePropertyName("account"u8);
        accounts.Write(json, account);
        json.WriteEndObject();
    }

    /// <summary>The account as it stands after what was done; "not found" where it is gone.</summary>
    public Task Answer(Request request, long id) =>
        all.Find(id) is { } seen ? request.Json(json => Write(json, seen, request.Viewer)) : request.Refuse(Refusal.NotFound);
}
