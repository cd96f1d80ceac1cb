using System.Text;
using Antiphon.Intake;

namespace Antiphon.Networks.Archives.Reddit;

/// <summary>What Reddit's ids become. A thing's full name says what it is: <c>t1_</c> a comment, <c>t3_</c> a submission.</summary>
internal static class RedditKeys
{
    /// <summary>In base 36; the longest are of seven letters so far.</summary>
    public const int LongestId = 13;

    /// <summary>Of an id without what says its kind; 0 where it is none.</summary>
    /// <param name="keys">Where the number may be made later; without it is made now.</param>
    public static long Of(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> id, ArchivedKeys? keys = null)
    {
        if (id.Length is 0 or > LongestId || !IsId(id)) return 0;
        Span<byte> name = stackalloc byte[kind.Length + id.Length];
        kind.CopyTo(name);
        Ascii.ToLower(id, name[kind.Length..], out _);
        return Of(name, keys);
    }

    /// <summary>Of a full name; 0 where it is none of a comment or a submission.</summary>
    public static long OfName(ReadOnlySpan<byte> name, ArchivedKeys? keys = null) => name.StartsWith("t1_"u8) ? Of("t1_"u8, name[3..], keys) : name.StartsWith("t3_"u8) ? Of("t3_"u8, name[3..], keys) : 0;

    /// <summary>
    /// Of an account: its name, which every dump has, which nobody can change and which is never given to another. Accounts' own ids (<c>author_fullname</c>) are missing from all dumps before 2018,
    /// so one person would be two by them. A deleted account is nobody that can be told from another.
    /// </summary>
    public static long Account(ReadOnlySpan<byte> name, ArchivedKeys? keys = null)
    {
        if (name.IsEmpty || name.SequenceEqual("[deleted]"u8) || name.Length > 64) return 0;
        Span<byte> lower = stackalloc byte[64];
        return Ascii.ToLower(name, lower, out var length) == System.Buffers.OperationStatus.Done ? Of(lower[..length], keys) : Of(name, keys);
    }

    private static long Of(ReadOnlySpan<byte> name, ArchivedKeys? keys) => keys?.Later(name) ?? ArchivedKey.Of(name);

    private static bool IsId(ReadOnlySpan<byte> id)
    {
        foreach (var letter in id)
            if (!char.IsAsciiLetterOrDigit((char)letter)) return false;
        return true;
    }
}
