using System.Globalization;
using System.Reflection;

namespace Antiphon.Store;

/// <summary>Applies the numbered scripts of <c>Store/Migrations</c> that this store has not seen yet, all in one transaction.</summary>
internal static class Migrator
{
    private const string Prefix = "Antiphon.Store.Migrations.";

    /// <summary>The number of the newest script in this assembly.</summary>
    public static long Newest => Scripts()[^1].Number;

    /// <summary>Brings the store up to date and says how many scripts ran. A store newer than this program is refused: going back would lose what it holds.</summary>
    public static int Run(Tx tx, TimeProvider clock)
    {
        tx.Run("CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)");
        var at = tx.Number("SELECT max(number) FROM migrations") ?? 0;
        if (at > Newest)
        {
            throw new StoreTooNewException($"This store was written by a newer Antiphon (its schema is {at}, this program knows {Newest}). Start that version, or restore a backup of before.");
        }

        var ran = 0;
        foreach (var (number, name) in Scripts())
        {
            if (number <= at) continue;
            foreach (var statement in Statements(tx.Dialect.Migration(Text(name)))) tx.Run(statement);
            tx.Run("INSERT INTO migrations (number, name, applied) VALUES ($1, $2, $3)", number, name[Prefix.Length..], clock.GetUtcNow().ToUnixTimeMilliseconds());
            ran++;
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
