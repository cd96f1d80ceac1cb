using Antiphon.MastodonApi.Parameters;
using Microsoft.AspNetCore.Http;

namespace Antiphon.MastodonApi;

/// <summary>One route of the API. By the time that it runs, the gate has settled who asks and that they may.</summary>
internal abstract class Endpoint
{
    /// <summary>
    /// Whether parameters may also stand in the body of a GET, as Rails takes them and some apps send them. Never where a shared cache may keep the answer: it knows requests by their address alone.
    /// </summary>
    protected virtual bool ReadsBodyOfGet => false;

    internal async Task Run(HttpContext http)
    {
        var parameters = await Body.Read(http.Request, ReadsBodyOfGet, http.RequestAborted);
        if (!parameters.Ok)
        {
            await Refusals.Write(http, parameters.Refusal);
            return;
        }

        await Answer(new Request(http, parameters.Value));
    }

    protected abstract Task Answer(Request request);
}
