using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Xunit;

namespace Antiphon.Tests.Networks.Reading;

/// <summary>Archives as tests give them to a format: real files on the disk.</summary>
internal static class Given
{
    /// <summary>Everything that a format reads in one file with this text.</summary>
    public static Task<ArchivedRows> Read(IArchiveFormat format, string text) => Read(format, Encoding.UTF8.GetBytes(text));

    public static async Task<ArchivedRows> Read(IArchiveFormat format, byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, bytes);
            return await ReadFile(format, path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Everything that a format reads in a file, in one piece.</summary>
    public static async Task<ArchivedRows> ReadFile(IArchiveFormat format, string path)
    {
        var (items, damaged, claims) = (new List<ArchivedItem>(), new List<DamagedRow>(), new List<ArchivedClaim>());
        var (rows, notPublic, other, upto) = (0L, 0L, 0L, 0L);
        await foreach (var batch in format.Read(await Opened(path), CancellationToken.None))
        {
            items.AddRange(batch.Items);
            damaged.AddRange(batch.Damaged);
            claims.AddRange(batch.Claims);
            (rows, notPublic, other) = (rows + batch.Rows, notPublic + batch.NotPublic, other + batch.Other);
            upto = batch.Upto;
            Assert.Equal(rows, upto);
        }

        return new ArchivedRows(items, damaged, claims, rows, notPublic, other, upto);
    }

    public static async Task<Archive> Opened(string path)
    {
        var opened = await OpenArchive.At(path, CancellationToken.None);
        return opened.Ok ? opened.Value : throw new InvalidDataException(opened.Refusal.Message);
    }

    /// <summary>The formats that say a file is theirs.</summary>
    public static async Task<string[]> RecognisedBy(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text);
            var archive = await Opened(path);
            return [.. Formats.All.Where(format => format.Recognises(archive)).Select(static format => format.Name)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static long Ms(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
