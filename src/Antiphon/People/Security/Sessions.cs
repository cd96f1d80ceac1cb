using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>A browser that is signed in.</summary>
/// <param name="Label">"Firefox on Linux": enough to tell one's own devices apart, and nothing more is kept.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Seen">UTC ms, to the day.</param>
/// <param name="Expires">UTC ms; moves on while the session is used.</param>
public sealed record Session(long Id, long Account, string Label, long Created, long Seen, long Expires);

/// <summary>A session just begun; the secret goes into the cookie and is not kept.</summary>
public sealed record NewSession(long Id, long Account, string Secret, long Expires);

/// <summary>Browser sessions. Checked from memory on each request; dead at once on <see cref="AccessDied"/>.</summary>
public sealed class Sessions
{
    /// <summary>A session that is not used for so long ends.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    public Task<Outcome<NewSession>> Start(SignedIn who, string? userAgent) => throw new NotImplementedException();

    /// <summary>The session of a cookie's secret, or null. No allocation and no I/O once known.</summary>
    public Session? Check(string secret) => throw new NotImplementedException();

    /// <summary>All of a member's sessions, the last used first.</summary>
    public IReadOnlyList<Session> Of(long account) => throw new NotImplementedException();

    /// <summary>Ends one of the member's own.</summary>
    public Task<Outcome<Done>> End(long account, long session) => throw new NotImplementedException();

    /// <summary>Ends all of the member's own but one.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndOthers(long account, long? keep = null) => throw new NotImplementedException();
}
