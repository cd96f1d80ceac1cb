using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Antiphon.Moderation.Hosts;
using Antiphon.Moderation.Mailboxes;

namespace Antiphon.MastodonApi.Administration;

/// <summary>What was decided about servers and e-mail addresses, as Mastodon's administration writes it.</summary>
internal static class HostJson
{
    public static string Name(HostSeverity severity) => severity switch { HostSeverity.Suspended => "suspend", HostSeverity.Limited => "silence", _ => "noop" };

    /// <summary>A number that no severity has for a name that is none: the house refuses it.</summary>
    public static HostSeverity? Parse(string? name) => name switch { null => null, "suspend" => HostSeverity.Suspended, "silence" => HostSeverity.Limited, "noop" => HostSeverity.None, _ => (HostSeverity)255 };

    public static HostBlockChange Wanted(Request request) => new(
        Parse(request.Params.Filled("severity")), request.Params.Flag("reject_media"), request.Params.Flag("reject_reports"), request.Params.Flag("obfuscate"),
        request.Params.Text("private_comment"), request.Params.Text("public_comment"));

    public static void Write(Utf8JsonWriter json, HostBlock block)
    {
        json.WriteStartObject();
        json.Id("id"u8, block.Id);
        json.WriteString("domain"u8, block.Domain);
        json.WriteString("digest"u8, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(block.Domain))));
        json.Time("created_at"u8, block.Created);
        json.WriteString("severity"u8, Name(block.Severity));
        json.WriteBoolean("reject_media"u8, block.RejectMedia);
        json.WriteBoolean("reject_reports"u8, block.RejectReports);
        json.Text("private_comment"u8, block.PrivateComment);
        json.Text("public_comment"u8, block.PublicComment);
        json.WriteBoolean("obfuscate"u8, block.Obfuscate);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, HostAllow allow)
    {
        json.WriteStartObject();
        json.Id("id"u8, allow.Id);
        json.WriteString("domain"u8, allow.Domain);
        json.Time("created_at"u8, allow.Created);
        json.WriteEndObject();
    }

    /// <summary>Who was kept away on which day is not kept: the history has nothing in it.</summary>
    public static void MailDomain(Utf8JsonWriter json, MailBlock block)
    {
        json.WriteStartObject();
        json.Id("id"u8, block.Id);
        json.WriteString("domain"u8, block.What);
        json.Time("created_at"u8, block.Created);
        json.EmptyArray("history"u8);
        json.WriteEndObject();
    }

    public static void MailAddress(Utf8JsonWriter json, MailBlock block)
    {
        json.WriteStartObject();
        json.Id("id"u8, block.Id);
        json.WriteString("canonical_email_hash"u8, block.What);
        json.WriteEndObject();
    }
}
