using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Moderation.Hosts;

/// <summary>How far a server is kept away. Stored by number: never renumber.</summary>
public enum HostSeverity : byte
{
    /// <summary>Nothing beside what else the rule says.</summary>
    None = 0,

    /// <summary>Its accounts are seen by those who follow them.</summary>
    Limited = 1,

    /// <summary>Nothing of it is shown, nothing comes in from it and nothing goes out to it.</summary>
    Suspended = 2,
}

/// <summary>What was decided about a server and all its subdomains.</summary>
/// <param name="Domain">As <see cref="HostName.Parse"/> writes it.</param>
/// <param name="RejectReports">Reports that come from it are not taken.</param>
/// <param name="Obfuscate">Where blocks are listed for everybody, some letters of the name are left out.</param>
/// <param name="PublicComment">Why, for everybody.</param>
/// <param name="Created">UTC ms.</param>
public sealed record HostBlock(
    long Id, string Domain, HostSeverity Severity, bool RejectMedia, bool RejectReports, bool Obfuscate, string? PrivateComment, string? PublicComment, long Created)
{
    internal const string Columns = "id, domain, severity, reject_media, reject_reports, obfuscate, private_comment, public_comment, created";

    internal static HostBlock Read(Row row) => new(
        row.Long(0), row.Text(1), (HostSeverity)row.Int(2), row.Bool(3), row.Bool(4), row.Bool(5), row.TextOrNull(6), row.TextOrNull(7), row.Long(8));
}

/// <summary>A server that may be talked with although only named ones are.</summary>
/// <param name="Created">UTC ms.</param>
public sealed record HostAllow(long Id, string Domain, long Created);

/// <summary>What holds for a host at this moment.</summary>
public readonly record struct HostStanding(HostSeverity Severity, bool RejectMedia, bool RejectReports)
{
    public bool Suspended => Severity == HostSeverity.Suspended;
}

/// <summary>Something was decided about servers, or taken back.</summary>
public sealed record HostRulesChanged : Happening;
