using System.Text.Json.Serialization;

namespace Antiphon.Server.Verbs;

/// <summary>How requests travel to a running server.</summary>
[JsonSerializable(typeof(AccountCreateRequest))]
[JsonSerializable(typeof(AccountListRequest))]
[JsonSerializable(typeof(AccountRoleRequest))]
[JsonSerializable(typeof(AccountActRequest))]
[JsonSerializable(typeof(TokenCreateRequest))]
[JsonSerializable(typeof(TokenRevokeRequest))]
[JsonSerializable(typeof(CallOpenRequest))]
[JsonSerializable(typeof(CallListRequest))]
[JsonSerializable(typeof(CallCloseRequest))]
[JsonSerializable(typeof(CallReopenRequest))]
[JsonSerializable(typeof(AnnouncementMakeRequest))]
[JsonSerializable(typeof(AnnouncementListRequest))]
[JsonSerializable(typeof(AnnouncementWithdrawRequest))]
[JsonSerializable(typeof(EmojiAddRequest))]
[JsonSerializable(typeof(EmojiRemoveRequest))]
[JsonSerializable(typeof(RecountRequest))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(BackupRequest))]
internal sealed partial class VerbJson : JsonSerializerContext;
