using Microsoft.AspNetCore.Http;

namespace Antiphon.Http;

/// <summary>
/// One face of the server: the pages, or the API. It knows which paths are its own, how its callers prove who they are, and how its refusals look;
/// the gate does the rest. Registered as <see cref="Front"/>, the more particular one first.
/// </summary>
public abstract class Front
{
    /// <summary>Whether a path is this front's, whether or not there is anything at it.</summary>
    public abstract bool Owns(PathString path);

    /// <summary>Scripts of any site may read everything of this front (CORS without credentials), errors included; the gate answers their preflights.</summary>
    public virtual bool Open => false;

    /// <summary>Who asks. <see cref="Caller.Nobody"/> without credentials; a refusal where credentials were given and do not hold and this front minds.</summary>
    public abstract ValueTask<Outcome<Caller>> Identify(HttpContext context);

    /// <summary>Writes a refusal in this front's shape, its status included. The one place where the closed set of refusals meets HTTP.</summary>
    public abstract Task Refuse(HttpContext context, Refusal refusal);

    /// <summary>
    /// Writes a calm body without details for a status that is set already: what could not be read (400, 408, 413, 431), a wrong method or type (405, 415), a bug
    /// or an overload of ours (500, 503).
    /// </summary>
    public abstract Task Fail(HttpContext context);
}
