namespace Antiphon.Tests.House;

/// <summary>The checkout that this test assembly was built in: its files as an engineer sees them, without what builds and tools leave behind.</summary>
internal static class Checkout
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "data", "node_modules", "TestResults", "StrykerOutput", ".git", ".vs", ".idea"];

    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Every file, as a path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static IEnumerable<string> Projects => Files.Where(static path => path.EndsWith(".csproj", StringComparison.Ordinal));

    private static IEnumerable<string> Walk(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory))
        {
            // In a worktree ".git" is a file, and names its place on this machine.
            if (Path.GetFileName(file) != ".git") yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var child in Directory.EnumerateDirectories(directory))
        {
            // A directory called "data" is only the server's where it lies at the root.
            var name = Path.GetFileName(child);
            if (NotOurs.Contains(name) && (name != "data" || directory == Root)) continue;
            foreach (var file in Walk(child)) yield return file;
        }
    }

    private static string Above(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Antiphon.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException($"No Antiphon.slnx above {start}: these tests read the checkout that they were built in.");
    }
}
