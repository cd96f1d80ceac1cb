using Antiphon.Store;

namespace Antiphon.Settings;

/// <summary>Changes the settings, on record.</summary>
public sealed class ChangeSettings
{
    /// <param name="by">An administrator's account, or 0 for the command line.</param>
    /// <param name="change">From what is in force to what is wanted; runs alone, so that two changes of different settings do not undo one another.</param>
    public Task<Outcome<ServerSettings>> Run(long by, Func<ServerSettings, ServerSettings> change) => throw new NotImplementedException();
}
