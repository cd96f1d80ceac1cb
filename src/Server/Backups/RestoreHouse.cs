using System.Text.Json.Nodes;
using System.Text.Json;
using Antiphon.Server.Configuration;
using Antiphon.Server.Running;
using Antiphon.Store;
using Antiphon.Store.Portable;

namespace Antiphon.Server.Backups;

/// <summary>What a restore brought back.</summary>
/// <param name="Configuration">Whether the backup's <c>antiphon.json</c> was put aside, as there is one already or it names another store than the one that was filled.</param>
internal sealed record RestoreReport(BackupManifest From, long Rows, int Files, bool Configuration);

/// <summary>
/// Brings a backup back. The file is read through first; then everything is built aside, in the directory itself, and moved to its place when it is whole. A crash at any moment leaves the directory as it was,
/// or is made good by whoever opens it next: see <see cref="Aside"/>.
/// </summary>
internal sealed class RestoreHouse(DataDirectory directory, SettingSources settings, TimeProvider clock)
{
    private const string ConfigurationAside = "antiphon.json.from-backup";

    public async Task<Outcome<RestoreReport>> Run(string path, bool force, IProgress<(long Done, long Total)> reading, IProgress<(long Done, long Total)> writing, CancellationToken cancel)
    {
        var verified = BackupReader.Verify(path, reading, cancel);
        if (!verified.Ok) return verified.Refusal;
        var options = settings.Get<StoreOptions>();
        var configured = File.Exists(directory.File(DataDirectory.Configuration));
        if (!force && directory.Holds() is { } something) return InUse($"{directory.File(something)} is there already");
        var aside = Aside.Make(directory);
        var shapes = verified.Value.Shapes()!;
        var (rows, files, put) = (0L, 0, false);
        Refusal? refusal;
        try
        {
            refusal = await DataStore.Fill(options, aside.Path, clock, verified.Value.Migrations, force, load =>
            {
                foreach (var (name, bytes) in BackupReader.Entries(path, writing, cancel))
                {
                    if (name.StartsWith(BackupEntries.Tables, StringComparison.Ordinal) && shapes.TryGetValue(name.Split('/')[1], out var table))
                    {
                        load.Take(table, bytes);
                        rows += bytes.Span.Count((byte)'\n');
                    }
                    else if (name.StartsWith(BackupEntries.Files, StringComparison.Ordinal))
                    {
                        var relative = name[BackupEntries.Files.Length..];
                        if (relative == DataDirectory.Configuration && ((configured && !force) || NamesAnotherStore(bytes.Span, options))) (relative, put) = (ConfigurationAside, true);
                        aside.Write(relative, bytes.Span);
                        files++;
                    }
                }

                load.Note(Aside.NoteKey, aside.Id);
            }).ConfigureAwait(false);
        }
        catch
        {
            aside.Drop();
            throw;
        }

        if (refusal is not null)
        {
            aside.Drop();
            return InUse("the database is not empty");
        }

        aside.Complete();
        Aside.Finish(directory);
        return new RestoreReport(verified.Value, rows, files, put);
    }

    private static Refusal InUse(string what) =>
        Refusal.Conflict("data", $"{what}, and restoring would replace it. Name an empty directory or database, or say --force to lose what is there.");

    /// <summary>A configuration that leads to another store than this one would hide what has just been restored.</summary>
    private static bool NamesAnotherStore(ReadOnlySpan<byte> json, StoreOptions options)
    {
        try
        {
            var named = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })?["store"]?.GetValue<string>();
            return (named ?? string.Empty) != options.Store;
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return true;
        }
    }
}
