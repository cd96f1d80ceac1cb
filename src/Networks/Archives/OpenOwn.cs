using Antiphon.Intake.Own;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives;

/// <summary>Opens a person's own archive, recognised by its content and found whole; of a container only what the format needs is ever opened.</summary>
public static class OpenOwn
{
    /// <summary>What networks give to a person as their own.</summary>
    public static IReadOnlyList<IArchiveFormat> Formats { get; } = [.. Archives.Formats.All.Where(static format => format.IsOwn)];

    private const string NoArchive = "This is no archive that a network gives to its members, or none of a kind that can be read here.";

    public static async Task<Outcome<OpenedArchive>> At(string path, CancellationToken cancel)
    {
        var opened = await OpenArchive.At(path, cancel).ConfigureAwait(false);
        if (!opened.Ok) return opened.Refusal;
        if (Formats.FirstOrDefault(format => format.Recognises(opened.Value)) is not { } format) return Refusal.Invalid("archive", await CutOff(opened.Value, cancel).ConfigureAwait(false) ?? NoArchive);
        var check = await opened.Value.Check(entry => !opened.Value.IsContainer || format.Needs(entry), cancel).ConfigureAwait(false);
        return new OpenedArchive(format.Name, check.Sha256, stop => format.Read(opened.Value, stop));
    }

    /// <summary>What a download that broke off is by: it may be an archive of which the part is missing by which it is known. Null where the file is whole, or nothing of the kind.</summary>
    private static async Task<string?> CutOff(Archive archive, CancellationToken cancel)
    {
        if (archive.Only is not { } only || archive.Head(only).TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..]) return null;
        using var items = new JsonArray(archive.Open(only));
        try
        {
            while (await items.Fill(cancel).ConfigureAwait(false))
            {
                while (items.TryNext(out _))
                {
                }
            }

            return null;
        }
        catch (InvalidDataException broken)
        {
            return items.CutOff ? broken.Message + " Download it once more, and give it as it comes." : null;
        }
    }
}
