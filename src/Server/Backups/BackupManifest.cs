using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Antiphon.Store.Portable;

namespace Antiphon.Server.Backups;

/// <summary>What a backup says of itself, in its first entry.</summary>
/// <param name="Format">Of the file; this program reads <see cref="ThisFormat"/>.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Migrations">The scripts that had run in its store.</param>
/// <param name="Domain">Of the server; handles and addresses in the rows have it.</param>
/// <param name="Store">"sqlite" or "postgresql": where it came from. It can go into either.</param>
internal sealed partial record BackupManifest(
    int Format, string Version, DateTimeOffset Created, string Domain, string Store, IReadOnlyList<long> Migrations, IReadOnlyList<BackupTable> Tables)
{
    public const int ThisFormat = 1;

    /// <summary>The same, as the store's own shapes; null where a name cannot be one.</summary>
    public IReadOnlyDictionary<string, TableShape>? Shapes() =>
        Tables.All(static table => Identifier().IsMatch(table.Name) && table.Columns.All(static column => Identifier().IsMatch(column.Name)))
            ? Tables.ToDictionary(static table => table.Name, static table => new TableShape(table.Name, table.Columns), StringComparer.Ordinal)
            : null;

    // Names go into statements, and a backup may have been made by anybody.
    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}

/// <summary>A table and its columns, in the order of the rows.</summary>
internal sealed record BackupTable(string Name, IReadOnlyList<TableColumn> Columns);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;

/// <summary>Where things are in the archive.</summary>
internal static class BackupEntries
{
    public const string Manifest = "manifest.json";

    /// <summary>Rows: <c>tables/posts/000001.jsonl</c>, one JSON array a line.</summary>
    public const string Tables = "tables/";

    /// <summary>Files of the data directory, under their names there.</summary>
    public const string Files = "files/";

    /// <summary>The last entry: a hash of every other, in the form of sha256sum. A file without it was cut off.</summary>
    public const string Sums = "SHA256SUMS";
}
