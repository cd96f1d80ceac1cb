using System.Globalization;
using System.Text;

namespace Antiphon.MastodonApi.Parameters;

/// <summary>Reads <c>a=1&amp;b[]=2</c>, from a query or a form body. What is no percent-encoded UTF-8 becomes U+FFFD; U+0000 goes.</summary>
internal static class FormParams
{
    public static readonly Refusal TooMany = new(RefusalKind.Invalid, $"There are more than {Params.Most} parameters.", "body");

    public static Refusal? Read(ReadOnlySpan<char> text, Params into)
    {
        var records = new Records();
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? string.Empty : Decode(pair[(equals + 1)..]);
            if (!into.Add(records.Number(name), value)) return TooMany;
        }

        return null;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0) return text.Contains('\0') ? text.ToString().Replace("\0", string.Empty, StringComparison.Ordinal) : text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%' && i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                bytes[length++] = octet;
                i += 2;
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                length += Encoding.UTF8.GetBytes(text.Slice(i++, 2), bytes.AsSpan(length));
                continue;
            }

            length += Encoding.UTF8.GetBytes([c == '+' ? ' ' : c], bytes.AsSpan(length));
        }

        return Encoding.UTF8.GetString(bytes, 0, length).Replace("\0", string.Empty, StringComparison.Ordinal);
    }

    /// <summary>Gives numbers to Rails' nameless records: in <c>a[][b]=1&amp;a[][c]=2&amp;a[][b]=3</c> a new record begins where a name comes again.</summary>
    internal sealed class Records
    {
        private Dictionary<string, (int At, HashSet<string> Seen)>? lists;

        public string Number(string name)
        {
            var hole = name.IndexOf("[][", StringComparison.Ordinal);
            if (hole <= 0) return name;
            var (list, member) = (name[..hole], name[(hole + 2)..]);
            lists ??= new Dictionary<string, (int, HashSet<string>)>(StringComparer.Ordinal);
            var (at, seen) = lists.GetValueOrDefault(list, (0, []));
            if (!seen.Add(member))
            {
                at++;
                seen = [member];
            }

            lists[list] = (at, seen);
            return string.Create(CultureInfo.InvariantCulture, $"{list}[{at}]{member}");
        }
    }
}
