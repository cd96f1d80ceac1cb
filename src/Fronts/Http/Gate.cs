using Antiphon.Access;
using Antiphon.People;
using Antiphon.Store;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Antiphon.Http;

/// <summary>
/// The one door to every endpoint, between routing and the endpoint itself: who asks, whether they may, how often, from where, and what may keep the answer,
/// all by the route's <see cref="RouteRuleAttribute"/>. What comes back as a refusal or breaks is written by the front that owns the path.
/// </summary>
public sealed class Gate(RequestDelegate next, IEnumerable<Front> fronts, Limits limits, IAntiforgery tokens, ILogger<Gate> log)
{
    private readonly Front[] fronts = [.. fronts];

    public async Task Invoke(HttpContext context)
    {
        var front = Array.Find(fronts, one => one.Owns(context.Request.Path));
        var endpoint = context.GetEndpoint();
        var rule = endpoint?.Metadata.GetMetadata<RouteRuleAttribute>();
        AnswerHeaders.Prepare(context, front, rule);
        context.Response.OnStarting(static state => AnswerHeaders.Finish((HttpContext)state), context);
        if (front is { Open: true } && AnswerHeaders.IsPreflight(context.Request))
        {
            AnswerHeaders.Preflight(context.Response);
            return;
        }

        try
        {
            await Pass(context, front, endpoint, rule).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted && front is not null)
        {
            context.Response.StatusCode = bad.StatusCode;
            await front.Fail(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (StoreLostException) when (!context.Response.HasStarted && front is not null)
        {
            // The server is opening its store anew; whoever asks again in a moment is served.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await front.Fail(context).ConfigureAwait(false);
        }
        catch (Exception bug) when (!context.Response.HasStarted && front is not null)
        {
            // The route's pattern and never the path or the query: those may hold names and secrets.
            log.LogError(bug, "{Method} {Route} failed", context.Request.Method, (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)");
            context.Response.Clear();
            AnswerHeaders.Prepare(context, front, rule);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await front.Fail(context).ConfigureAwait(false);
        }
    }

    private async Task Pass(HttpContext context, Front? front, Endpoint? endpoint, RouteRuleAttribute? rule)
    {
        if (rule is null)
        {
            // Routing's own answers (405, 415) and "nothing here" have no rule; an endpoint of ours without one is a bug and stays shut.
            if (endpoint is RouteEndpoint route) throw new InvalidOperationException($"The route {route.RoutePattern.RawText} has no rule.");
            await next(context).ConfigureAwait(false);
            if (front is null || !Bare(context.Response)) return;
            if (context.Response.StatusCode == StatusCodes.Status404NotFound) await front.Refuse(context, Refusal.NotFound).ConfigureAwait(false);
            else await front.Fail(context).ConfigureAwait(false);
            return;
        }

        if (front is null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var asked = await front.Identify(context).ConfigureAwait(false);
        if (asked.Ok) context.SetCaller(asked.Value);
        if (context.Request.ContentLength > rule.MaxBody)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            await front.Fail(context).ConfigureAwait(false);
            return;
        }

        var refusal = Spend(context, front, rule) ?? asked.Refusal ?? Allowed(asked.Value, rule) ?? await FromHere(context, rule).ConfigureAwait(false);
        if (refusal is not null) await front.Refuse(context, refusal).ConfigureAwait(false);
        else if (rule.Rate == Rate.Streams) await Open(context).ConfigureAwait(false);
        else await next(context).ConfigureAwait(false);
    }

    private async Task Open(HttpContext context)
    {
        GateMeter.Streams.Add(1);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            GateMeter.Streams.Add(-1);
        }
    }

    private Refusal? Spend(HttpContext context, Front front, RouteRuleAttribute rule)
    {
        if (rule.Rate == Rate.Free) return null;

        // A household or a school behind one address opens the sign-in page often; only what it sends there is an attempt.
        var looks = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var rate = looks && rule is { Rate: Rate.Secrets, SecretInAddress: false } ? Rate.Reads : rule.Rate;
        var left = limits.Take(context, rate, context.Caller());
        if (front.Open) AnswerHeaders.Rate(context.Response, left);
        return left.Allowed ? null : Limits.TooMany(left.RetryAfter);
    }

    private static Refusal? Allowed(Caller caller, RouteRuleAttribute rule)
    {
        var refusal = rule.Allow switch
        {
            Allow.Apps => caller.Token is not null ? null : Refusal.SignInNeeded,
            Allow.Members => caller.SignedIn ? null : Refusal.SignInNeeded,
            Allow.Moderators => Staff(caller, Role.Moderator),
            Allow.Administrators => Staff(caller, Role.Administrator),
            Allow.Owner => Staff(caller, Role.Owner),
            _ => null,
        };
        if (refusal is not null || rule.Scope == Scope.None || caller.Token is null) return refusal;
        return caller.Covers(rule.Scope) ? null : Refusal.Forbidden("This action is outside the authorized scopes");
    }

    private static Refusal? Staff(Caller caller, Role least) =>
        !caller.SignedIn ? Refusal.SignInNeeded
        : caller.Viewer.Role >= least ? null
        : Refusal.Forbidden("This is for those who run this server.");

    private async ValueTask<Refusal?> FromHere(HttpContext context, RouteRuleAttribute rule)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return null;
        return rule.Csrf switch
        {
            Csrf.NoCookies => null,
            Csrf.SameOrigin when await SameOrigin.Holds(context, tokens).ConfigureAwait(false) => null,
            Csrf.SameOrigin => Refusal.Forbidden("This form was not sent from a page of this server. Reload the page and try again."),
            _ => Refusal.Forbidden("This address can only be read."),
        };
    }

    private static bool Bare(HttpResponse response) => !response.HasStarted && response.StatusCode >= 400 && response.ContentLength is null && response.ContentType is null;
}
