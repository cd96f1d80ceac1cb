using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// What the table of routes says, over HTTP, for every route: each refusal beside the request that differs in nothing but what was lacking, and gets past (security.md, test 23 and CSRF).
/// Requests name what is nowhere, so that whoever gets in changes nothing.
/// </summary>
public sealed class RouteAccessTests(RouteHouse house) : IClassFixture<RouteHouse>
{
    private static readonly Allow[] Staff = [Allow.Moderators, Allow.Administrators, Allow.Owner];

    private readonly List<string> wrong = [];

    [Fact]
    public async Task Whoever_is_nobody_is_asked_who_they_are_exactly_where_that_matters()
    {
        foreach (var (line, method) in Requests())
        {
            if (line.Rule.Allow == Allow.Operator) continue;
            var got = await RouteHouse.Send(house.House.Http, method, house.Path(line));
            var needs = line.Rule.Allow is not (Allow.Anyone or Allow.Secret);
            if (needs) Expect(got.AsksWho, line, method, got, "lets nobody in");

            // Pages for everyone may send somebody to sign in for what only members can do there; the API's never ask.
            else if (line.Api) Expect(!got.Body.Contains("access token is invalid", StringComparison.Ordinal), line, method, got, "asks who it is");
            Expect((int)got.Status < 500, line, method, got, "breaks");
            using var dead = house.House.Client();
            dead.DefaultRequestHeaders.Authorization = new("Bearer", "of-nobody");
            dead.DefaultRequestHeaders.Add("Cookie", "session=of-nobody");
            if (needs) Expect((await RouteHouse.Send(dead, method, house.Path(line))).AsksWho, line, method, got, "takes a dead token or session");
        }

        Done();
    }

    /// <summary>Those scopes of the administration that have a name.</summary>
    private const Scope Administers = (Scope.AdminRead | Scope.AdminWrite) & ~(Scope.AdminReadRest | Scope.AdminWriteRest);

    [Fact]
    public async Task A_token_needs_one_of_the_scopes_of_the_route_and_any_one_of_them_does()
    {
        foreach (var (line, method) in Requests().Where(static one => one.Line.Api && one.Line.Rule.Scope != Scope.None))
        {
            var others = string.Join(' ', RouteLine.Named(~line.Rule.Scope & (Scope.Read | Scope.Write | Scope.Push | Scope.Profile | Administers)));
            var who = line.Rule.Allow is Allow.Moderators or Allow.Administrators or Allow.Owner ? house.ByRole[Role.Owner] : house.Member;
            using (var lacking = await house.App(others, who))
            {
                var got = await RouteHouse.Send(lacking, method, house.Path(line));
                Expect(got.OutOfScope, line, method, got, "takes a token of every other scope");
            }

            foreach (var scope in RouteLine.Named(line.Rule.Scope))
            {
                using var having = await house.App(scope, who);
                var got = await RouteHouse.Send(having, method, house.Path(line));
                Expect(!got.Refused && (int)got.Status < 500, line, method, got, $"does not take {scope}");
            }
        }

        Done();
    }

    [Fact]
    public async Task An_app_that_acts_for_nobody_gets_nowhere_where_a_member_is_needed()
    {
        using var alone = await house.AppAlone();
        using var member = await house.App("read write follow push profile");
        foreach (var (line, method) in Requests().Where(static one => one.Line.Api && one.Line.Rule.Allow is Allow.Apps or Allow.Members))
        {
            var got = await RouteHouse.Send(alone, method, house.Path(line));
            Expect(got.AsksWho == (line.Rule.Allow == Allow.Members), line, method, got, "mistakes an app for a member");
            var twin = await RouteHouse.Send(member, method, house.Path(line));
            Expect(!twin.Refused, line, method, twin, "refuses a member's app");
        }

        Done();
    }

    [Fact]
    public async Task A_member_gets_in_and_only_those_of_the_rank_get_where_staff_is_needed()
    {
        foreach (var (line, method) in Requests().Where(static one => !one.Line.Api && (one.Line.Rule.Allow == Allow.Members || Staff.Contains(one.Line.Rule.Allow))))
        {
            foreach (var (role, account) in house.ByRole)
            {
                using var browser = await house.House.Browser(account);
                var got = await RouteHouse.Send(browser, method, house.Path(line));
                var least = line.Rule.Allow switch { Allow.Moderators => Role.Moderator, Allow.Administrators => Role.Administrator, Allow.Owner => Role.Owner, _ => Role.Member };
                var reads = method == "POST" && line.Rule.Csrf == Csrf.ChangesNothing;
                Expect(got.ForStaff == role < least, line, method, got, $"is wrong about a {role}");
                if (role >= least) Expect(reads ? got.FromElsewhere || (int)got.Status == 405 : !got.Refused && (int)got.Status < 500, line, method, got, $"refuses a {role}");
            }
        }

        Done();
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("", "")]
    public async Task No_other_sites_page_can_make_a_browser_change_anything(string header, string value)
    {
        foreach (var line in house.Lines.Where(static line => !line.Api && line.Writes && line.Rule.Allow is not (Allow.Moderators or Allow.Administrators or Allow.Owner or Allow.Operator)))
        {
            using var browser = await house.House.Browser(house.Member);
            browser.DefaultRequestHeaders.Remove("Origin");
            browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
            var path = house.Path(line);
            var foreign = await RouteHouse.Send(browser, line.WritingMethod, path, header.Length == 0 ? [] : [(header, value)]);
            Expect(foreign.FromElsewhere || (int)foreign.Status == 405, line, line.WritingMethod, foreign, $"takes a form of another site ({header}: {value})");
            if (line.Rule.Csrf != Csrf.SameOrigin) continue;
            var own = await RouteHouse.Send(browser, line.WritingMethod, path, ("Sec-Fetch-Site", "same-origin"));
            Expect(!own.FromElsewhere && (int)own.Status < 500, line, line.WritingMethod, own, "refuses its own form");
        }

        Done();
    }

    [Fact]
    public async Task The_api_looks_at_no_cookie()
    {
        using var browser = await house.House.Browser(house.Member);
        foreach (var (line, method) in Requests().Where(static one => one.Line.Api && one.Line.Rule.Allow is Allow.Members or Allow.Apps))
        {
            var got = await RouteHouse.Send(browser, method, house.Path(line));
            Expect(got.AsksWho, line, method, got, "lets a cookie in");
        }

        Done();
    }

    /// <summary>Every route with each of its methods.</summary>
    private IEnumerable<(RouteLine Line, string Method)> Requests() => house.Lines.SelectMany(static line => line.Methods.Split(',').Where(static method => method != "HEAD").Select(method => (line, method)));

    private void Expect(bool right, RouteLine line, string method, Got got, string otherwise)
    {
        if (!right) wrong.Add($"{method} /{line.Pattern} {otherwise}: {(int)got.Status} {got.Location} {got.Body[..Math.Min(got.Body.Length, 120)].ReplaceLineEndings(" ")}");
    }

    private void Done()
    {
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(house.House.Errors);
    }
}
