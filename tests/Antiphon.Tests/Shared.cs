using Xunit;

namespace Antiphon.Tests;

/// <summary>
/// The reference material that lies beside a checkout in a folder called <c>shared</c>: data sets, corpora, captured documents.
/// It is never part of the project, so a test that needs it says *skipped* where it is absent, and never passes by default.
/// </summary>
public static class Shared
{
    private static readonly Lazy<string?> Folder = new(() => Above(AppContext.BaseDirectory));

    /// <summary>The full path of the shared folder, or null where this checkout has none beside it.</summary>
    public static string? Find() => Folder.Value;

    /// <summary>The full path of one file in it; the calling test is skipped, with the reason, where the file is absent.</summary>
    /// <param name="path">Relative to the shared folder, e.g. <c>data/metoo-2017/replay.csv.gz</c>.</param>
    public static string File(string path) => Existing(path, System.IO.File.Exists);

    /// <summary>The full path of one folder in it; the calling test is skipped, with the reason, where it is absent.</summary>
    /// <param name="path">Relative to the shared folder, e.g. <c>data/corpora/twitter-text</c>.</param>
    public static string Directory(string path) => Existing(path, System.IO.Directory.Exists);

    private static string Existing(string path, Func<string, bool> exists)
    {
        var root = Find();
        var full = root is null ? null : Path.Combine(root, path);
        if (full is not null && exists(full))
        {
            return full;
        }

        Assert.Skip($"shared/{path} is not beside this checkout.");
        throw new InvalidOperationException("unreachable: Assert.Skip throws");
    }

    /// <summary>Walks up from the test assembly. The child <c>data</c> tells our folder from any other called "shared".</summary>
    private static string? Above(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared");
            if (System.IO.Directory.Exists(Path.Combine(candidate, "data")))
            {
                return candidate;
            }
        }

        return null;
    }
}
