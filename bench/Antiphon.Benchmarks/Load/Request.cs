using System.Globalization;
using System.Text;

namespace Antiphon.Benchmarks.Load;

/// <summary>A request's bytes. Eight sharp signs in its body are replaced by a number that counts up, so that no two bodies are the same.</summary>
public sealed class Request
{
    private const string Place = "########";

    private readonly byte[] bytes;
    private readonly int place;
    private int number;

    private Request(string text, int first)
    {
        bytes = Encoding.UTF8.GetBytes(text);
        place = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place));
        number = first;
    }

    public static Request Get(string path, string? token = null) => new($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{Authorization(token)}\r\n", 0);

    /// <param name="first">Where this client's numbers begin.</param>
    public static Request Form(string path, string body, string? token, int first) => new(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{Authorization(token)}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}", first);

    public ReadOnlyMemory<byte> Next()
    {
        if (place >= 0) number++.TryFormat(bytes.AsSpan(place, Place.Length), out _, "D8", CultureInfo.InvariantCulture);
        return bytes;
    }

    private static string Authorization(string? token) => token is null ? string.Empty : $"Authorization: Bearer {token}\r\n";
}
