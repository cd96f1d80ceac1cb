using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Shell;

/// <summary>The pages, as the gate sees them: whoever has a session's cookie is its member, refusals are pages. Owns every path that no other front owns.</summary>
public sealed class WebFront(Sessions sessions, Viewers viewers) : Front
{
    private static readonly Caller NobodyHere = Caller.Nobody;

    public override bool Owns(PathString path) => true;

    /// <summary>A cookie that no longer holds is nobody, not an error: the page then offers to sign in.</summary>
    public override ValueTask<Outcome<Caller>> Identify(HttpContext context) => ValueTask.FromResult<Outcome<Caller>>(Who(context));

    public override Task Refuse(HttpContext context, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.Unauthenticated && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/sign-in?back=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString);
            return Task.CompletedTask;
        }

        if (refusal.RetryAfter is { } wait) context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        context.Response.StatusCode = Status(refusal.Kind);

        // "Not found" is said in the page's own words, the same for what is hidden and what never was.
        return Show(context, refusal.Kind == RefusalKind.NotFound ? null : Visit.Of(context).Words.Refused(refusal.Message));
    }

    public override Task Fail(HttpContext context) => Show(context, null);

    internal static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The problem page, in the frame of all pages.</summary>
    private static async Task Show(HttpContext context, string? message)
    {
        var response = context.Response;
        var visit = Visit.Of(context);
        var status = response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var known = visit.Words.Has($"problem.{status}.title") ? status : "other";
        visit.Title = visit.Words[$"problem.{known}.title"];
        visit.Unlisted = true;
        response.Headers.ContentSecurityPolicy = Policy.Usual;
        response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        var data = new ViewDataDictionary<ProblemView>(context.RequestServices.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary())
        {
            Model = new ProblemView(visit, visit.Title, message ?? visit.Words[$"problem.{known}.text"]),
        };
        var result = new ViewResult { ViewName = "/Pages/Shared/Problem.cshtml", ViewData = data, StatusCode = response.StatusCode };
        await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor())).ConfigureAwait(false);
    }

    private Caller Who(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { Length: > 0 } secret || sessions.Check(secret) is not { } session) return NobodyHere;
        return new Caller { Viewer = viewers.For(session.Account), Session = session.Id };
    }
}

/// <summary>What the problem page says.</summary>
public sealed record ProblemView(Visit Visit, string Title, string Message);
