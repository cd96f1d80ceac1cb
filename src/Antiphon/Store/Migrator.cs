using System.Globalization;
using System.Reflection;

namespace Antiphon.Store;

/// <summary>Applies the numbered scripts of <c>Store/Migrations</c> that this store has not seen yet, all in one transaction.</summary>
internal static class Migrator
{
    private const string Prefix = "Antiphon.Store.Migrations.";

    /// <summary>The number of the newest script in this assembly.</summary>
    public static long Newest => Scripts()[^1].Number;

    /// <summary>Brings the store up to date and says which scripts ran. A store newer than this program is refused: going back would lose what it holds.</summary>
    /// <param name="only">Of the scripts, only these: for a store that is filled from one of an older version.</param>
    public static IReadOnlyList<string> Run(Tx tx, TimeProvider clock, IReadOnlyList<long>? only = null)
    {
        tx.Run("CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)");
        var scripts = Scripts();
        var applied = tx.Rows("SELECT number FROM migrations", static row => row.Long(0)).ToHashSet();
        if (applied.Concat(only ?? []).FirstOrDefault(number => scripts.All(script => script.Number != number)) is var unknown and not 0)
        {
            throw new StoreTooNewException($"This store was written by a newer Antiphon (it has schema {unknown}, this program knows {Newest} at most). Start that version, or restore a backup of before.");
        }

        var ran = new List<string>();
        foreach (var (number, name) in scripts)
        {
            // Scripts of two branches may arrive in another order than their numbers': what has run is known one by one.
            if (applied.Contains(number) || only?.Contains(number) == false) continue;
            foreach (var statement in Statements(tx.Dialect.Migration(Text(name)))) tx.Run(statement);
            tx.Run("INSERT INTO migrations (number, name, applied) VALUES ($1, $2, $3)", number, name[Prefix.Length..], clock.GetUtcNow().ToUnixTimeMilliseconds());
            ran.Add(name[Prefix.Length..^".sql".Length]);
        }

        return ran;
    }

    private static List<(long Number, string Name)> Scripts() =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(static name => (long.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), name))
            .OrderBy(static script => script.Item1),
    ];

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Statements end with a semicolon at the end of a line; comments are whole lines.</summary>
    private static IEnumerable<string> Statements(string script) =>
        string.Join('\n', script.Split('\n').Where(static line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)))
            .Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The store is of a later version than the program. The message is for the operator.</summary>
public sealed class StoreTooNewException(string message) : Exception(message);
