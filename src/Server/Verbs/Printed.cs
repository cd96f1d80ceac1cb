using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Antiphon.People;

namespace Antiphon.Server.Verbs;

/// <summary>How verbs print data: JSON for scripts, aligned columns for eyes.</summary>
internal static class Printed
{
    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Style)) write(json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>UTC, to the second; what people read.</summary>
    public static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 row", "2 rows".</summary>
    public static string Rows(long number) => $"{Number(number)} {(number == 1 ? "row" : "rows")}";

    /// <summary>Rows under their heads, two spaces between columns.</summary>
    public static async ValueTask Table(IVerbOutput output, string[] heads, IReadOnlyList<string[]> rows)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(heads))
        {
            await output.Line(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ConfigureAwait(false);
        }
    }

    public static void Account(Utf8JsonWriter json, Account account, Role role, string? email)
    {
        json.WriteStartObject();
        json.WriteString("id", account.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("name", account.Username);
        json.WriteString("role", Word(role));
        json.WriteString("state", Word(account.State));
        json.WriteString("email", email);
        json.WriteString("created", Time(account.Created));
        json.WriteEndObject();
    }

    /// <summary>An enum's value as a word.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Text from elsewhere on one line of a terminal: nothing in it may move the cursor.</summary>
    public static string Plain(string text, int longest = 60)
    {
        var plain = new string([.. text.Select(static c => char.IsControl(c) ? ' ' : c)]);
        return plain.Length <= longest ? plain : plain[..longest] + "…";
    }
}
