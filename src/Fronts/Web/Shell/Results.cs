using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Shell;

/// <summary>303 to a path of ours.</summary>
internal sealed class SeeOther(string path) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = path;
    }
}

/// <summary>A refusal, as the front writes all of them.</summary>
internal sealed class RefusedResult(Refusal refusal) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<WebFront>().Refuse(context.HttpContext, refusal);
}
