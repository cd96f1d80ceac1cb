using System.Globalization;
using System.Text.Json;
using Antiphon.People;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A role, with what it allows as the bits that Mastodon's apps know.</summary>
internal static class RoleJson
{
    private const int Administrator = 1 << 0;
    private const int ViewAuditLog = 1 << 2;
    private const int ViewDashboard = 1 << 3;
    private const int ManageReports = 1 << 4;
    private const int ManageFederation = 1 << 5;
    private const int ManageSettings = 1 << 6;
    private const int ManageBlocks = 1 << 7;
    private const int ManageAppeals = 1 << 9;
    private const int ManageUsers = 1 << 10;
    private const int ManageRules = 1 << 12;
    private const int DeleteUserData = 1 << 19;
    private const int Moderation = ViewAuditLog | ViewDashboard | ManageReports | ManageAppeals | ManageUsers;

    public static void Write(Utf8JsonWriter json, Role role)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, role == Role.Member ? "-99" : ((int)role).ToString(CultureInfo.InvariantCulture));
        json.WriteString("name"u8, role == Role.Member ? string.Empty : role.ToString());
        json.WriteString("color"u8, string.Empty);
        json.WriteString("permissions"u8, Permissions(role).ToString(CultureInfo.InvariantCulture));
        json.WriteBoolean("highlighted"u8, false);
        json.WriteEndObject();
    }

    private static int Permissions(Role role) => role switch
    {
        Role.Owner => Administrator,
        Role.Administrator => Moderation | ManageFederation | ManageSettings | ManageBlocks | ManageRules | DeleteUserData,
        Role.Moderator => Moderation,
        _ => 0,
    };
}
