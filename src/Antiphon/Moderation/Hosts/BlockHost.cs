using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Moderation.Hosts;

/// <summary>What is wanted of a server; null where it stays as it is (or, for a new block, as is usual).</summary>
public sealed record HostBlockChange(
    HostSeverity? Severity = null, bool? RejectMedia = null, bool? RejectReports = null, bool? Obfuscate = null, string? PrivateComment = null, string? PublicComment = null);

/// <summary>Keeps servers away and lets them in again, on record. By administrators, or the command line (0).</summary>
public sealed class BlockHost(DataStore store, Site? site = null)
{
    public const int MaxComment = 1_000;

    private static readonly Refusal NoHost = Refusal.Invalid("domain", "This is not the name of a server. Write it as example.org.");
    private static readonly Refusal Ours = Refusal.Invalid("domain", "This is this server itself.");

    /// <summary>Blocks, or refuses where this very name is blocked already: that block is changed by its number.</summary>
    public Task<Outcome<HostBlock>> Add(long by, string? domain, HostBlockChange wanted) => store.TryWrite(tx => Add(tx, by, domain, wanted, Reach()));

    public Task<Outcome<HostBlock>> Change(long by, long id, HostBlockChange wanted) => store.TryWrite<HostBlock>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (Fault(wanted) is { } refusal) return refusal;
        if (Find(tx, id) is not { } before) return Refusal.NotFound;
        var after = Apply(before, wanted);
        tx.Run(
            "UPDATE host_blocks SET severity = $2, reject_media = $3, reject_reports = $4, obfuscate = $5, private_comment = $6, public_comment = $7 WHERE id = $1",
            id, (int)after.Severity, after.RejectMedia, after.RejectReports, after.Obfuscate, after.PrivateComment, after.PublicComment);
        Record(tx, by, "change server block", after);
        return after;
    });

    public Task<Outcome<Done>> Remove(long by, long id) => store.TryWrite<Done>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (Find(tx, id) is not { } block) return Refusal.NotFound;
        tx.Run("DELETE FROM host_blocks WHERE id = $1", id);
        Record(tx, by, "unblock server", block);
        return Done.Instance;
    });

    /// <summary>Many at once, as a list of another server has them: what is blocked here already stays as it is, what is no name is passed over.</summary>
    /// <returns>How many were added.</returns>
    public Task<Outcome<int>> AddAll(long by, IReadOnlyList<(string Domain, HostBlockChange Wanted)> list) => store.TryWrite<int>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        var reach = Reach();
        return list.Count(one => Add(tx, by, one.Domain, one.Wanted, reach).Ok);
    });

    private static Outcome<HostBlock> Add(Tx tx, long by, string? domain, HostBlockChange wanted, string? own)
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (Fault(wanted) is { } refusal) return refusal;
        if (HostName.Parse(domain) is not { } name) return NoHost;
        if (own is not null && HostName.AndAbove(own).Contains(name)) return Ours;
        if (tx.Any("SELECT 1 FROM host_blocks WHERE domain = $1", name)) return Refusal.Conflict("domain", "This server is blocked already.");
        var block = Apply(new HostBlock(tx.NewId(), name, HostSeverity.Limited, false, false, false, null, null, tx.Now), wanted);
        tx.Run(
            $"INSERT INTO host_blocks ({HostBlock.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            block.Id, name, (int)block.Severity, block.RejectMedia, block.RejectReports, block.Obfuscate, block.PrivateComment, block.PublicComment, block.Created);
        Record(tx, by, "block server", block);
        return block;
    }

    private string? Reach() => site is null ? null : HostName.Parse(site.Domain);

    private static HostBlock? Find(Sql sql, long id) => sql.First($"SELECT {HostBlock.Columns} FROM host_blocks WHERE id = $1", HostBlock.Read, id);

    private static HostBlock Apply(HostBlock block, HostBlockChange wanted) => block with
    {
        Severity = wanted.Severity ?? block.Severity,
        RejectMedia = wanted.RejectMedia ?? block.RejectMedia,
        RejectReports = wanted.RejectReports ?? block.RejectReports,
        Obfuscate = wanted.Obfuscate ?? block.Obfuscate,
        PrivateComment = wanted.PrivateComment ?? block.PrivateComment,
        PublicComment = wanted.PublicComment ?? block.PublicComment,
    };

    private static Refusal? Fault(HostBlockChange wanted) =>
        wanted.Severity is { } severity && !Enum.IsDefined(severity) ? Refusal.Invalid("severity", "The severity is noop, silence or suspend.")
        : wanted.PrivateComment?.Length > MaxComment ? Refusal.Invalid("private_comment", $"A comment has {MaxComment} characters at most.")
        : wanted.PublicComment?.Length > MaxComment ? Refusal.Invalid("public_comment", $"A comment has {MaxComment} characters at most.")
        : null;

    private static void Record(Tx tx, long by, string action, HostBlock block)
    {
        ModerationLog.Add(tx, by, action, $"{block.Domain} ({block.Severity})");
        tx.Happened(new HostRulesChanged());
    }
}
