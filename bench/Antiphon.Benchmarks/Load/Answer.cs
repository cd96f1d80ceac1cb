using System.Buffers.Text;
using System.Text;

namespace Antiphon.Benchmarks.Load;

/// <summary>Finds the end of an HTTP/1.1 answer, by its length or its chunks. Anything but success ends the measurement.</summary>
internal sealed class Answer
{
    private byte[] buffer = new byte[1 << 17];
    private int filled;
    private int head;
    private int chunk;
    private long length;

    public bool Complete { get; private set; }

    public Memory<byte> Room
    {
        get
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            return buffer.AsMemory(filled);
        }
    }

    public void Begin() => (filled, head, chunk, length, Complete) = (0, 0, 0, 0, false);

    public void Take(int read)
    {
        filled += read;
        if (head == 0 && !Head()) return;
        Complete = length >= 0 ? filled - head >= length : LastChunk();
    }

    private bool Head()
    {
        var seen = buffer.AsSpan(0, filled);
        var end = seen.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        head = chunk = end + 4;
        if (!seen.StartsWith("HTTP/1.1 2"u8)) throw new InvalidOperationException($"It answered: {Encoding.UTF8.GetString(seen[..Math.Min(filled, head + 300)])}");
        var at = seen.IndexOf("\r\nContent-Length: "u8);
        length = at >= 0 && at < end && Utf8Parser.TryParse(seen[(at + 18)..], out long given, out _) ? given : -1;
        return true;
    }

    private bool LastChunk()
    {
        while (true)
        {
            var rest = buffer.AsSpan(chunk, filled - chunk);
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0 || !Utf8Parser.TryParse(rest, out int size, out _, 'x')) return false;
            if (size == 0) return rest.Length >= line + 4;
            if (rest.Length < line + 2 + size + 2) return false;
            chunk += line + 2 + size + 2;
        }
    }
}
