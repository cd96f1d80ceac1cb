namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// Ids that a spreadsheet has destroyed. It keeps fifteen digits of a number: the ids of posts, which have eighteen or nineteen, come out as 9.1966E+17 or end in noughts, and are the ids of
/// nobody's posts. One id in a thousand ends so by chance, so a file is refused when more than one in ten does.
/// </summary>
public sealed class SpreadsheetIds
{
    private const int KeptDigits = 15;
    private const int MostShare = 10;

    private static readonly System.Buffers.SearchValues<byte> OfPowers = System.Buffers.SearchValues.Create("0123456789.,+Ee"u8);

    private long seen;
    private long destroyed;
    private long firstLine;

    /// <summary>Whether a number has all the digits that it was written with.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> id) => !IsRounded(id) && id.IndexOfAny(".eE+-"u8) < 0;

    /// <summary>Looks at an id of the file's first rows.</summary>
    public void See(ReadOnlySpan<byte> id, long line)
    {
        if (id.IsEmpty) return;
        seen++;
        if (!IsRounded(id) && !IsPower(id)) return;
        if (destroyed++ == 0) firstLine = line;
    }

    /// <exception cref="InvalidDataException">The ids are destroyed: nothing in this file can be told apart.</exception>
    public void ThrowIfDestroyed()
    {
        if (destroyed * MostShare > seen)
        {
            throw new InvalidDataException(
                $"The ids in this file were destroyed by a spreadsheet, first on line {firstLine}: their last digits are noughts (919660000000000000) or gone (9.1966E+17). "
                + "Export it again and do not open it in a spreadsheet, or give the file from before that.");
        }
    }

    /// <summary>"9.1966E+17".</summary>
    public static bool IsPower(ReadOnlySpan<byte> id) => id.IndexOfAny((byte)'E', (byte)'e') > 0 && id.IndexOfAnyExcept(OfPowers) < 0;

    private static bool IsRounded(ReadOnlySpan<byte> id) =>
        id.Length > KeptDigits + 2 && id.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && id[KeptDigits..].IndexOfAnyExcept((byte)'0') < 0;
}
