namespace Antiphon.People.Leaving;

/// <summary>Everything that is a member's, as a zip of JSON files and the pictures.</summary>
public sealed class ExportData
{
    /// <summary>Written as it is read; <paramref name="into"/> need not seek, and is not closed.</summary>
    public Task<Outcome<Done>> Run(long account, Stream into, CancellationToken cancel = default) => throw new NotImplementedException();
}
