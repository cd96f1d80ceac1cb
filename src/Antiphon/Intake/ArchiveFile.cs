namespace Antiphon.Intake;

/// <summary>The file that is the provenance of what is taken in from it.</summary>
/// <param name="Sha256">Of the bytes as they were given, lower-case hexadecimal.</param>
/// <param name="Format">Short name of the format, such as "replay".</param>
/// <param name="Rows">Rows in it, where that is known before they are read; else 0.</param>
/// <param name="Retrieved">When the archive was fetched from its origin, in UTC ms, where it says so.</param>
/// <param name="Recheckable">Whether its posts have public ids by which anybody can look them up at their origin. Not so in what is de-identified, nor in somebody's own archive.</param>
/// <param name="Owner">The account whose own archive it is; null for one that the operator brings.</param>
public sealed record ArchiveFile(string Name, string Sha256, string Format, long Rows, long? Retrieved, bool Recheckable, long? Owner = null);

/// <summary>A row that could not be understood.</summary>
/// <param name="Line">In the file, from 1, the header included.</param>
public sealed record DamagedRow(long Line, string Why);

/// <summary>How far an import is.</summary>
/// <param name="Done">Rows that are durable and counted.</param>
/// <param name="Rows">Rows in the file; 0 where that is known only at the end.</param>
public readonly record struct ImportProgress(long Done, long Rows);
