using Antiphon.Networks.Archives;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Networks;

/// <summary>
/// Samples with a few bytes changed, left out, doubled or cut off, as whoever means no good would hand them in. A reader may name rows or refuse the file in its own words; anything else that it
/// throws, and any time or memory that has nothing to do with the file's size, is a fault.
/// </summary>
internal static class Mutations
{
    private static readonly byte[][] Telling = ["\""u8.ToArray(), "\\"u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(), "[["u8.ToArray(), "\n"u8.ToArray(), ","u8.ToArray(), "\\ud800"u8.ToArray(), "null"u8.ToArray(), "99999999999999999999"u8.ToArray(), "-1"u8.ToArray(), [0xFF], [0], [0xEF, 0xBB, 0xBF]];

    private static readonly Gen<(int At, int Kind, int Length, int What)> Change = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 3], Gen.Int[1, 40], Gen.Int[0, 1 << 20]);

    public static void Are_refused_or_named(IArchiveFormat format, byte[] sample, Func<byte[], Archive>? container = null) =>
        Change.Array[1, 4].Sample(
            changes =>
            {
                var bytes = changes.Aggregate(sample, Applied);
                var archive = container is null ? new MemoryArchive(bytes) : container(bytes);
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    format.Recognises(archive);
                    WasRead.By(format, archive).GetAwaiter().GetResult();
                }
                catch (InvalidDataException refusal)
                {
                    Assert.NotEmpty(refusal.Message);
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
            },
            iter: 1_000,
            threads: 1);

    private static byte[] Applied(byte[] bytes, (int At, int Kind, int Length, int What) change)
    {
        if (bytes.Length == 0) return bytes;
        var at = change.At % bytes.Length;
        var upto = Math.Min(bytes.Length, at + change.Length);
        return change.Kind switch
        {
            0 => [.. bytes[..at], .. Telling[change.What % Telling.Length], .. bytes[upto..]],
            1 => bytes[..at],
            2 => [.. bytes[..upto], .. bytes[at..]],
            _ => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (change.What % 8))), .. bytes[(at + 1)..]],
        };
    }
}
