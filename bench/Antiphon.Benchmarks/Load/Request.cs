using System.Globalization;
using System.Text;

namespace Antiphon.Benchmarks.Load;

/// <summary>A request's bytes. Eight sharp signs in it are replaced by a number that counts up, so that no two bodies are the same, or each is another member's.</summary>
public sealed class Request
{
    private const string Place = "########";

    private readonly byte[] bytes;
    private readonly int place;
    private readonly int first;
    private readonly int end;
    private int number;

    private Request(string text, int first, int end = int.MaxValue)
    {
        (this.first, this.end) = (first, end);
        bytes = Encoding.UTF8.GetBytes(text);
        place = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place));
        number = first;
    }

    /// <param name="first">Where this client's numbers begin.</param>
    /// <param name="end">Where they begin anew.</param>
    public static Request Get(string path, string? token = null, int first = 0, int end = int.MaxValue) =>
        new($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{Authorization(token)}\r\n", first, end);

    /// <param name="first">Where this client's numbers begin.</param>
    public static Request Form(string path, string body, string? token, int first) => new(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{Authorization(token)}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}", first);

    public ReadOnlyMemory<byte> Next()
    {
        if (number >= end) number = first;
        if (place >= 0) number++.TryFormat(bytes.AsSpan(place, Place.Length), out _, "D8", CultureInfo.InvariantCulture);
        return bytes;
    }

    private static string Authorization(string? token) => token is null ? string.Empty : $"Authorization: Bearer {token}\r\n";
}
