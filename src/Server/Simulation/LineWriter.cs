using System.Buffers.Text;
using System.Text;
using Antiphon.Tally;

namespace Antiphon.Server.Simulation;

/// <summary>Writes the lines of docs/archives.md's own format, by hand: a weekend has twelve million of them.</summary>
internal sealed class LineWriter(Stream everything, Stream? gone) : IDisposable
{
    /// <summary>The number of the call's own post on each network.</summary>
    public const long CallId = 1_000;

    public const long FirstId = 1_000_000;

    public const long FirstBoost = 500_000_000_000;

    private const string Header = "{\"antiphon\":1,\"source\":\"simulated\",\"recheckable\":false}\n";

    private readonly byte[] line = new byte[4_096];
    private int length;

    public long Written { get; private set; }

    public void Begin()
    {
        everything.Write(Encoding.ASCII.GetBytes(Header));
        gone?.Write(Encoding.ASCII.GetBytes(Header));
    }

    public void Post(string network, long id, int person, long at, Saying saying, EvidenceKind kind, long about)
    {
        Open(network, "post"u8);
        Field(",\"id\":\""u8, id);
        Person(person, at);
        if (about != 0) Field(kind == EvidenceKind.Quote ? ",\"quoted\":\""u8 : ",\"parent\":\""u8, about);
        if (kind == EvidenceKind.Reply) Field(",\"root\":\""u8, about);
        Add(",\"text\":"u8);
        Add(saying.Json);
        Close(everything);
    }

    /// <param name="id">0 for none.</param>
    public void PassedOn(string network, bool boost, long id, int person, long at, long target)
    {
        Open(network, boost ? "boost"u8 : "like"u8);
        if (id != 0) Field(",\"id\":\""u8, id);
        Person(person, at);
        Field(",\"target\":\""u8, target);
        Close(everything);
    }

    public void Gone(string network, long id)
    {
        Open(network, "gone"u8);
        Field(",\"id\":\""u8, id);
        Close(gone!);
    }

    public void Dispose()
    {
        everything.Dispose();
        gone?.Dispose();
    }

    /// <summary>A network's numbers of people are neither dense nor in order.</summary>
    private static ulong Numbered(int person) => (1ul << 56) | (unchecked((ulong)(person + 1) * 0x9E37_79B9_7F4A_7C15) & ((1ul << 56) - 1));

    private void Open(string network, ReadOnlySpan<byte> kind)
    {
        length = 0;
        Add("{\"network\":\""u8);
        length += Encoding.ASCII.GetBytes(network, line.AsSpan(length));
        Add("\",\"kind\":\""u8);
        Add(kind);
        Add("\""u8);
    }

    private void Person(int person, long at)
    {
        Add(",\"author\":\""u8);
        Number((long)Numbered(person));
        Add("\",\"at\":"u8);
        Number(at);
    }

    private void Field(ReadOnlySpan<byte> name, long value)
    {
        Add(name);
        Number(value);
        Add("\""u8);
    }

    private void Close(Stream to)
    {
        Add("}\n"u8);
        to.Write(line.AsSpan(0, length));
        if (to == everything) Written++;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(line.AsSpan(length));
        length += bytes.Length;
    }

    private void Number(long value)
    {
        if (!Utf8Formatter.TryFormat(value, line.AsSpan(length), out var used)) throw new InvalidOperationException("A line is longer than it can be.");
        length += used;
    }
}
