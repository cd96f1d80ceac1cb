using System.Globalization;
using System.Text.Json;
using Antiphon.Server.Control;
using Antiphon.Server.Running;
using Antiphon.Store.Portable;

namespace Antiphon.Server.Backups;

/// <summary>What a backup took along.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="Rows">Of all tables.</param>
/// <param name="Files">Pictures, keys, the configuration.</param>
internal sealed record BackupReport(string File, long Bytes, int Tables, long Rows, int Files, DateTimeOffset Created);

/// <summary>
/// Saves a whole house into one file while it goes on: the store as it was in one moment, then the files. Files are never changed once they are there, and those to which the
/// rows point are older than the rows.
/// </summary>
internal static class BackupHouse
{
    public static BackupReport Run(House house, string path, IProgress<(long Done, long Total)> progress, CancellationToken cancel)
    {
        var now = house.Get<TimeProvider>().GetUtcNow();
        using var writer = new BackupWriter(path, now);
        var (tables, rows) = house.Store.Snapshot(sql =>
        {
            var shapes = Tables.Of(sql);
            var manifest = new BackupManifest(
                BackupManifest.ThisFormat, Wire.VersionOfThis, now, house.Site.Domain, sql.Dialect.IsPostgres ? "postgresql" : "sqlite", Dump.Migrations(sql),
                [.. shapes.Select(static table => new BackupTable(table.Name, table.Columns))]);
            writer.Add(BackupEntries.Manifest, JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
            var total = Dump.Rows(sql);
            var (done, piece) = (0L, 0);
            Dump.Run(
                sql,
                (table, lines, count) =>
                {
                    writer.Add(string.Create(CultureInfo.InvariantCulture, $"{BackupEntries.Tables}{table.Name}/{++piece:D6}.jsonl"), lines);
                    progress.Report((done += count, total));
                },
                cancel);
            return (shapes.Count, done);
        });
        var files = AddFiles(writer, house.Directory, cancel);
        return new BackupReport(path, writer.Finish(), tables, rows, files, now);
    }

    private static int AddFiles(BackupWriter writer, DataDirectory directory, CancellationToken cancel)
    {
        var files = 0;
        foreach (var path in directory.Kept())
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                writer.Add(BackupEntries.Files + Path.GetRelativePath(directory.Path, path).Replace('\\', '/'), File.ReadAllBytes(path));
                files++;
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                // Deleted since its name was read: its owner wanted that.
            }
        }

        return files;
    }
}
