using Antiphon.Intake.Own;

namespace Antiphon.Networks.Archives;

/// <summary>Opens a person's own archive, recognised by its content and found whole; of a container only what the format needs is ever opened.</summary>
public static class OpenOwn
{
    /// <summary>What networks give to a person as their own.</summary>
    public static IReadOnlyList<IArchiveFormat> Formats { get; } = [.. Archives.Formats.All.Where(static format => format.IsOwn)];

    public static async Task<Outcome<OpenedArchive>> At(string path, CancellationToken cancel)
    {
        var opened = await OpenArchive.At(path, cancel).ConfigureAwait(false);
        if (!opened.Ok) return opened.Refusal;
        if (Formats.FirstOrDefault(format => format.Recognises(opened.Value)) is not { } format) return Refusal.Invalid("archive", "This is no archive that a network gives to its members, or none of a kind that can be read here.");
        var check = await opened.Value.Check(entry => !opened.Value.IsContainer || format.Needs(entry), cancel).ConfigureAwait(false);
        return new OpenedArchive(format.Name, check.Sha256, stop => format.Read(opened.Value, stop));
    }
}
