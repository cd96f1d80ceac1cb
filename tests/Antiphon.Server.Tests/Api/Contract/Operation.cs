using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Antiphon.Server.Tests.Api.Contract;

/// <summary>An operation of Mastodon's API, from <c>operations.tsv</c> beside this file: the one place where it is said why one is left out.</summary>
/// <param name="Reason">Why there is no such route; empty for what must be there.</param>
/// <param name="Done">Whether this server has it.</param>
internal sealed partial record Operation(string Method, string Path, string Reason, bool Done = false)
{
    /// <summary>In the order of the file, which is that of the addresses.</summary>
    public static IReadOnlyList<Operation> All { get; } = Read();

    /// <summary>The address whatever its parameters are called.</summary>
    public string Shaped => Shape(Path);

    public static string Shape(string route) => Parameter().Replace(route, "{}");

    private static List<Operation> Read([CallerFilePath] string here = "") =>
    [
        .. File.ReadLines(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "operations.tsv")).Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split('\t')).Select(static cells => new Operation(cells[0], cells[1], cells.ElementAtOrDefault(2) ?? string.Empty)),
    ];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
