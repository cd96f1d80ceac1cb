namespace Antiphon.Server.Configuration;

/// <summary>The name that was probably meant.</summary>
internal static class Nearest
{
    /// <summary>" (did you mean x?)", or nothing where no name is near: at most a third of the letters may differ.</summary>
    public static string Hint(string written, IEnumerable<string> names)
    {
        var (best, least) = (string.Empty, int.MaxValue);
        foreach (var name in names)
        {
            var distance = Distance(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least) (best, least) = (name, distance);
        }

        return least <= Math.Max(2, written.Length / 3) ? $" (did you mean {best}?)" : string.Empty;
    }

    /// <summary>Levenshtein's distance, on two rows.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
