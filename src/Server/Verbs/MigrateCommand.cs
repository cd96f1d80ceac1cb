using System.CommandLine;
using Antiphon.Live;
using Antiphon.Server.Backups;
using Antiphon.Server.Configuration;
using Antiphon.Server.Running;
using Antiphon.Store;
using Antiphon.Store.Portable;
using Microsoft.Extensions.Logging.Abstractions;

namespace Antiphon.Server.Verbs;

/// <summary>Brings the database to this version, or everything in it to another store. Nobody may write meanwhile, so no server may run.</summary>
internal static class MigrateCommand
{
    /// <summary>How <c>--to-store</c> names the file in the data directory.</summary>
    private const string Sqlite = "sqlite";

    private const string SqliteFile = DataDirectory.Database;

    private const string Moved = ".moved";

    public static Command Make(VerbRunner runner)
    {
        var to = new Option<string?>("--to-store") { HelpName = "STORE", Description = "Carry everything to another store that is empty: \"Host=…;Database=…\" for PostgreSQL, or sqlite. The old one is kept, and not used any more." };
        var json = Words.Json();
        var command = new Command("migrate", "Bring the database to this version and say what was done; the server does the same when it starts. Stop the server before.") { to, json };
        command.SetAction((parsed, cancel) => runner.RunAlone(
            parsed, (directory, settings, output) => Run(directory, settings, runner.Clock, parsed.GetValue(to), parsed.GetValue(json), output, cancel)));
        return command;
    }

    private static async Task<int> Run(DataDirectory directory, SettingSources settings, TimeProvider clock, string? to, bool json, IVerbOutput output, CancellationToken cancel)
    {
        var options = settings.Get<StoreOptions>();
        if (options.Store.Length == 0 && !File.Exists(directory.File(SqliteFile)))
        {
            throw new WrongSettingException(settings.Named("store"), $"there is no database in {directory.Path}; name its directory with --data, or the PostgreSQL database with --store.");
        }

        long rows = 0;
        IReadOnlyList<string> migrated;
        var store = await Composition.OpenStore(directory, settings, new Happenings(NullLogger<Happenings>.Instance), clock).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            migrated = store.Migrated;
            if (to is not null)
            {
                var target = new StoreOptions { Store = to.Equals(Sqlite, StringComparison.OrdinalIgnoreCase) ? string.Empty : to };
                if (target.Store.Length == 0 && options.Store.Length == 0) throw new WrongSettingException("--to-store", "the store is SQLite already.");
                if (target.Store.Length == 0 && File.Exists(directory.File(SqliteFile))) throw new WrongSettingException("--to-store", $"{directory.File(SqliteFile)} is there already; move it away first.");
                var carried = await Composition.Reached(directory, "--to-store", target, () => Carry(store, target, directory, clock, output, cancel)).ConfigureAwait(false);
                if (!carried.Ok)
                {
                    await output.Note($"{carried.Refusal.Message} Nothing was changed.").ConfigureAwait(false);
                    return ExitCodes.Failed;
                }

                rows = carried.Value;
            }
        }

        if (to is not null && options.Store.Length == 0) File.Move(directory.File(SqliteFile), directory.File(SqliteFile + Moved), overwrite: true);
        await Say(output, migrated, to is null ? null : rows, options, json).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static async Task<Outcome<long>> Carry(DataStore from, StoreOptions target, DataDirectory directory, TimeProvider clock, IVerbOutput output, CancellationToken cancel)
    {
        var aside = target.Store.Length == 0 ? Aside.Make(directory, withFolders: false) : null;
        var rows = 0L;
        var refusal = await from.Snapshot(sql =>
        {
            var total = Dump.Rows(sql);
            return DataStore.Fill(target, aside?.Path ?? directory.Path, clock, Dump.Migrations(sql), replace: false, load => Dump.Run(
                sql,
                (table, lines, count) =>
                {
                    load.Take(table, lines);
                    output.Progress("Carrying over", "rows", rows += count, total);
                },
                cancel));
        }).ConfigureAwait(false);
        if (refusal is not null) return refusal;
        aside?.Complete();
        Aside.Finish(directory);
        return rows;
    }

    private static async Task Say(IVerbOutput output, IReadOnlyList<string> migrated, long? rows, StoreOptions from, bool json)
    {
        if (json)
        {
            await output.Line(Printed.Json(written =>
            {
                written.WriteStartObject();
                written.WriteStartArray("applied");
                foreach (var script in migrated) written.WriteStringValue(script);
                written.WriteEndArray();
                if (rows is { } carried) written.WriteNumber("carried_rows", carried);
                written.WriteEndObject();
            })).ConfigureAwait(false);
            return;
        }

        await output.Line(migrated.Count == 0 ? "The database is of this version already." : $"The database is of this version now. Applied: {string.Join(", ", migrated)}.").ConfigureAwait(false);
        if (rows is not { } all) return;
        await output.Line($"{Printed.Number(all)} rows were carried over.").ConfigureAwait(false);
        await output.Line(from.Store.Length == 0
            ? $"From now on start the server with this --store (or \"store\" in antiphon.json). The old database is kept as {SqliteFile}{Moved}."
            : "From now on start the server without --store. The old database is kept as it was.").ConfigureAwait(false);
    }
}
