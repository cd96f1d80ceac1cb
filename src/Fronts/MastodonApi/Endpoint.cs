using Antiphon.MastodonApi.Parameters;
using Microsoft.AspNetCore.Http;

namespace Antiphon.MastodonApi;

/// <summary>One route of the API. By the time that it runs, the gate has settled who asks and that they may.</summary>
internal abstract class Endpoint
{
    internal async Task Run(HttpContext http)
    {
        var parameters = await Body.Read(http.Request, http.RequestAborted);
        if (!parameters.Ok)
        {
            await Refusals.Write(http, parameters.Refusal);
            return;
        }

        await Answer(new Request(http, parameters.Value));
    }

    protected abstract Task Answer(Request request);
}
