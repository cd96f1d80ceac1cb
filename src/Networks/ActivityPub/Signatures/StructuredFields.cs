using System.Globalization;
using System.Text;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>A value of a structured field. A value is a string, a <see cref="Token"/>, a long, a bool or a byte[]; an inner list is a list of <see cref="Member"/>.</summary>
internal sealed record Member(object Value, IReadOnlyList<KeyValuePair<string, object>> Parameters)
{
    public object? this[string name] => Parameters.FirstOrDefault(one => one.Key == name).Value;
}

/// <summary>A bare word, which is written without quotation marks.</summary>
internal sealed record Token(string Text);

/// <summary>
/// As much of RFC 8941 as RFC 9421 and RFC 9530 need: dictionaries of items and inner lists, strictly, and the one way to write each. A reader of its own, since a signature is over the text that
/// this writes, and because every library reads more than that.
/// </summary>
internal sealed class StructuredFields
{
    private const int LongestField = 16 * 1024;
    private const int MostMembers = 64;
    private const int MostDigits = 15;

    private readonly string text;
    private int at;

    private StructuredFields(string text) => this.text = text;

    /// <returns>The members in their order, or null where the text is not a dictionary, names one twice or has too many.</returns>
    public static IReadOnlyList<KeyValuePair<string, Member>>? Dictionary(string text)
    {
        if (text.Length > LongestField) return null;
        try
        {
            return new StructuredFields(text).ReadDictionary();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The one way to write it (RFC 8941, 4.1).</summary>
    public static string Write(Member member)
    {
        var into = new StringBuilder();
        Write(into, member);
        return into.ToString();
    }

    private static void Write(StringBuilder into, Member member)
    {
        if (member.Value is IReadOnlyList<Member> list)
        {
            into.Append('(');
            for (var i = 0; i < list.Count; i++)
            {
                if (i > 0) into.Append(' ');
                Write(into, list[i]);
            }

            into.Append(')');
        }
        else
        {
            WriteBare(into, member.Value);
        }

        foreach (var (name, value) in member.Parameters)
        {
            into.Append(';').Append(name);
            if (value is true) continue;
            into.Append('=');
            WriteBare(into, value);
        }
    }

    private static void WriteBare(StringBuilder into, object item)
    {
        _ = item switch
        {
            string said => into.Append('"').Append(said.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"'),
            Token token => into.Append(token.Text),
            long number => into.Append(CultureInfo.InvariantCulture, $"{number}"),
            bool yes => into.Append(yes ? "?1" : "?0"),
            byte[] bytes => into.Append(':').Append(Convert.ToBase64String(bytes)).Append(':'),
            _ => throw new InvalidOperationException("Not an item of a structured field."),
        };
    }

    private List<KeyValuePair<string, Member>> ReadDictionary()
    {
        var members = new List<KeyValuePair<string, Member>>();
        Spaces(' ');
        while (at < text.Length)
        {
            var key = Key();
            Member member;
            if (Next('=')) member = At('(') ? InnerList() : new Member(Bare(), Parameters());
            else member = new Member(true, Parameters());

            // The specification lets the last one win. Of a signature, a second one of the same name is somebody's attempt at something.
            if (members.Count == MostMembers || members.Exists(one => one.Key == key)) throw new FormatException();
            members.Add(new(key, member));
            Blanks();
            if (at == text.Length) break;
            if (!Next(',')) throw new FormatException();
            Blanks();
            if (at == text.Length) throw new FormatException();
        }

        return members;
    }

    private Member InnerList()
    {
        at++;
        var items = new List<Member>();
        while (true)
        {
            Spaces(' ');
            if (Next(')')) return new Member(items, Parameters());
            if (items.Count == MostMembers) throw new FormatException();
            items.Add(new Member(Bare(), Parameters()));
            if (!At(' ') && !At(')')) throw new FormatException();
        }
    }

    private List<KeyValuePair<string, object>> Parameters()
    {
        var found = new List<KeyValuePair<string, object>>();
        while (Next(';'))
        {
            Spaces(' ');
            var key = Key();
            object value = Next('=') ? Bare() : true;
            if (found.Count == MostMembers || found.Exists(one => one.Key == key)) throw new FormatException();
            found.Add(new(key, value));
        }

        return found;
    }

    private string Key()
    {
        var start = at;
        if (at == text.Length || !(char.IsAsciiLetterLower(text[at]) || text[at] == '*')) throw new FormatException();
        while (at < text.Length && (char.IsAsciiLetterLower(text[at]) || char.IsAsciiDigit(text[at]) || text[at] is '_' or '-' or '.' or '*')) at++;
        return text[start..at];
    }

    private object Bare()
    {
        if (at == text.Length) throw new FormatException();
        return text[at] switch
        {
            '"' => String(),
            ':' => Bytes(),
            '?' => Boolean(),
            '-' or (>= '0' and <= '9') => Integer(),
            _ => Word(),
        };
    }

    private string String()
    {
        at++;
        var said = new StringBuilder();
        while (at < text.Length)
        {
            var one = text[at++];
            if (one == '"') return said.ToString();
            if (one == '\\')
            {
                if (at == text.Length || text[at] is not ('"' or '\\')) throw new FormatException();
                one = text[at++];
            }

            if (one is < ' ' or > '~') throw new FormatException();
            said.Append(one);
        }

        throw new FormatException();
    }

    private byte[] Bytes()
    {
        var end = text.IndexOf(':', at + 1);
        if (end < 0) throw new FormatException();
        var bytes = Convert.FromBase64String(text[(at + 1)..end]);
        at = end + 1;
        return bytes;
    }

    private object Boolean()
    {
        at++;
        if (Next('1')) return true;
        return Next('0') ? false : throw new FormatException();
    }

    private object Integer()
    {
        var start = at;
        if (text[at] == '-') at++;
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at == digits || at - digits > MostDigits || At('.')) throw new FormatException();
        return long.Parse(text.AsSpan(start, at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private Token Word()
    {
        var start = at;
        if (!char.IsAsciiLetter(text[at]) && text[at] != '*') throw new FormatException();
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || "!#$%&'*+-.^_`|~:/".Contains(text[at], StringComparison.Ordinal))) at++;
        return new Token(text[start..at]);
    }

    private bool At(char one) => at < text.Length && text[at] == one;

    private bool Next(char one)
    {
        if (!At(one)) return false;
        at++;
        return true;
    }

    private void Spaces(char one)
    {
        while (At(one)) at++;
    }

    private void Blanks()
    {
        while (At(' ') || At('\t')) at++;
    }
}
