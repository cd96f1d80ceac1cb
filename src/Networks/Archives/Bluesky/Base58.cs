using System.Numerics;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>As Bitcoin writes bytes, and did:key its keys.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Of a key: 33 bytes and two before it are 48 letters.</summary>
    private const int Longest = 128;

    public static bool TryRead(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > Longest) return false;
        var value = BigInteger.Zero;
        var noughts = 0;
        foreach (var letter in text)
        {
            var digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0) return false;
            if (digit == 0 && value.IsZero) noughts++;
            value = value * 58 + digit;
        }

        bytes = [.. new byte[noughts], .. value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true)];
        return true;
    }
}
