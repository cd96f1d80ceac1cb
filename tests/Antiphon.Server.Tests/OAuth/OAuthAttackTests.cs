using System.Net;
using System.Net.Http.Json;
using Antiphon.Server.Tests.Harness;
using Xunit;
using static Antiphon.Server.Tests.OAuth.OAuthServer;

namespace Antiphon.Server.Tests.OAuth;

/// <summary>The attacks of RFC 6749 section 10, RFC 7636 section 7 and RFC 9700 section 4. Each is tried beside its positive twin, or it would prove nothing.</summary>
public sealed class OAuthAttackTests(OAuthServer oauth) : IClassFixture<OAuthServer>
{
    [Fact]
    public async Task A_code_is_good_once_and_its_second_use_takes_back_what_the_first_one_gave()
    {
        var app = await oauth.App();
        var exchange = Exchange(app, await oauth.Code(app));
        var token = await oauth.Token(exchange);
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(token));
        await oauth.Refused(exchange, "invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Works(token));
        await oauth.Refused(exchange, "invalid_grant");
    }

    [Fact]
    public async Task A_code_of_another_app_is_worth_nothing_and_stays_good_for_its_own()
    {
        var (mine, theirs) = (await oauth.App(), await oauth.App(name: "Thief"));
        var code = await oauth.Code(mine);
        await oauth.Refused(Exchange(theirs, code), "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(await oauth.Token(Exchange(mine, code))));
    }

    [Theory]
    [InlineData("https://client.example/callback")]
    [InlineData("https://client.example/callback?from=antiphon&x=1")]
    [InlineData("https://client.example/callback?from=antiphon#")]
    [InlineData("")]
    public async Task A_code_is_exchanged_with_the_very_address_that_it_was_sent_to(string other)
    {
        var app = await oauth.App();
        await oauth.Refused(new(Exchange(app, await oauth.Code(app))) { ["redirect_uri"] = other }, "invalid_grant");
        Assert.NotEmpty(await oauth.Token(Exchange(app, await oauth.Code(app))));
    }

    [Theory]
    [InlineData("https://client.example/callback")]
    [InlineData("https://client.example/callback?from=antiphon&more=1")]
    [InlineData("https://client.example/callback?from=antiphon/../../evil")]
    [InlineData("https://client.example.evil.example/callback?from=antiphon")]
    [InlineData("https://client.example@evil.example/callback?from=antiphon")]
    [InlineData("https://CLIENT.example/callback?from=antiphon")]
    [InlineData("https://client.example/callback?from=antiphon#")]
    [InlineData("https://client.example/callback%3Ffrom=antiphon")]
    [InlineData("http://client.example/callback?from=antiphon")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.example")]
    [InlineData("")]
    public async Task Nothing_is_ever_sent_to_an_address_that_was_not_registered(string redirect)
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.SignIn("mira");
        var refused = await browser.Open(Ask(app with { Redirect = redirect }));
        Assert.Equal(redirect.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.BadRequest, refused.Status);
        Assert.Null(refused.LeadsTo);
        if (redirect.Length > 0) Assert.DoesNotContain("name=\"answer\"", refused.Html);

        // The consent's form, sent with that address put in, leads nowhere either.
        await browser.Open(Ask(app));
        var forged = await browser.Submit(new() { ["answer"] = "yes", ["redirect_uri"] = redirect });
        if (redirect.Length == 0) Assert.StartsWith(Callback, forged.Location);
        else Assert.Equal((HttpStatusCode.BadRequest, null), (forged.Status, forged.LeadsTo));

        await browser.Open(Ask(app));
        Assert.StartsWith(Callback, (await browser.Submit(new() { ["answer"] = "yes" })).Location);
    }

    [Theory]
    [InlineData("client_id=nobody")]
    [InlineData("response_type=token")]
    [InlineData("scope=everything")]
    [InlineData("scope=write")]
    [InlineData("code_challenge=abc&code_challenge_method=S256")]
    [InlineData("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=plain")]
    [InlineData("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("code_challenge_method=S256")]
    public async Task A_request_that_is_wrong_is_told_calmly_on_a_page_and_never_redirected(string wrong)
    {
        var app = await oauth.App(scopes: "read");
        var name = wrong.Split('=')[0];
        var right = Ask(app);
        var address = string.Join('&', right.Split('&').Where(pair => pair.Split('=')[0] != name && !pair.StartsWith($"/oauth/authorize?{name}=", StringComparison.Ordinal)));
        if (!address.StartsWith('/')) address = "/oauth/authorize?" + address;
        foreach (var signedIn in new[] { false, true })
        {
            using var browser = new Visitor(oauth.Server);
            if (signedIn) await browser.SignIn("mira");
            var page = await browser.Open($"{address}&{wrong}");
            Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.LeadsTo));
            Assert.Contains("<h1", page.Html);
            Assert.DoesNotContain("name=\"answer\"", page.Html);
            Assert.Equal(signedIn ? "/oauth/authorize" : "/sign-in", (await browser.Open(right)).Address.AbsolutePath);
        }
    }

    [Fact]
    public async Task Whoever_gave_a_challenge_must_show_its_verifier_and_nobody_can_do_without()
    {
        var app = await oauth.App();
        async Task<Dictionary<string, string>> Fresh(Pkce pkce) => Exchange(app, await oauth.Code(app, pkce), pkce);

        var missing = await Fresh(Pkce.New());
        missing.Remove("code_verifier");
        await oauth.Refused(missing, "invalid_grant");
        await oauth.Refused(new(await Fresh(Pkce.New())) { ["code_verifier"] = Pkce.New().Verifier }, "invalid_grant");
        await oauth.Refused(new(await Fresh(Pkce.New())) { ["code_verifier"] = "short" }, "invalid_grant");

        // The challenge itself is no verifier: "plain" is not spoken here.
        var pkce = Pkce.New();
        await oauth.Refused(new(await Fresh(pkce)) { ["code_verifier"] = pkce.Challenge }, "invalid_grant");

        // A wrong verifier spends the code: nobody tries twice.
        var tried = await Fresh(Pkce.New());
        await oauth.Refused(new(tried) { ["code_verifier"] = Pkce.New().Verifier }, "invalid_grant");
        await oauth.Refused(tried, "invalid_grant");

        Assert.Equal(HttpStatusCode.OK, await oauth.Works(await oauth.Token(await Fresh(Pkce.New()))));
    }

    [Fact]
    public async Task An_app_proves_itself_with_its_own_secret()
    {
        var (app, other) = (await oauth.App(), await oauth.App());
        var code = await oauth.Code(app);
        await oauth.Refused(Exchange(app with { Secret = other.Secret }, code), "invalid_client", HttpStatusCode.Unauthorized);
        await oauth.Refused(Exchange(app with { Secret = "" }, code), "invalid_client", HttpStatusCode.Unauthorized);
        await oauth.Refused(Exchange(app with { Id = "nobody" }, code), "invalid_client", HttpStatusCode.Unauthorized);
        await oauth.Refused(new(Exchange(app, code)) { ["grant_type"] = "password", ["username"] = "mira", ["password"] = "a long enough one" }, "unsupported_grant_type");
        await oauth.Refused(new(Exchange(app, "x")), "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(await oauth.Token(Exchange(app, code))));
    }

    [Fact]
    public async Task Scopes_are_never_more_than_were_asked_for_and_never_more_than_were_registered()
    {
        var app = await oauth.App(scopes: "read write");
        using var browser = new Visitor(oauth.Server);
        await browser.SignIn("mira");
        await browser.Open(Ask(app, scope: "read"));
        var led = await browser.Submit(new() { ["answer"] = "yes", ["scope"] = "read write follow push" });
        Assert.Equal(HttpStatusCode.BadRequest, led.Status);
        await browser.Open(Ask(app, scope: "read"));
        led = await browser.Submit(new() { ["answer"] = "yes" });

        // What the exchange asks for changes nothing.
        using var answer = await oauth.Post("/oauth/token", new(Exchange(app, Query(led.LeadsTo!)["code"])) { ["scope"] = "read write" });
        var token = await Json(answer);
        Assert.Equal("read", token.GetProperty("scope").GetString());
        using var client = oauth.Server.As(token.GetProperty("access_token").GetString()!);
        using var reads = await client.GetAsync("/api/v1/accounts/verify_credentials");
        using var writes = await client.PostAsync("/api/v1/accounts/2/follow", null);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (reads.StatusCode, writes.StatusCode));
        await oauth.Refused(new() { ["grant_type"] = "client_credentials", ["client_id"] = app.Id, ["client_secret"] = app.Secret, ["scope"] = "read push" }, "invalid_scope");
    }

    [Fact]
    public async Task Another_sites_page_cannot_say_yes_for_somebody_who_is_signed_in()
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.SignIn("mira");
        await browser.Open(Ask(app));
        var cross = await browser.Submit(new() { ["answer"] = "yes" }, site: "cross-site");
        Assert.Equal((HttpStatusCode.Forbidden, null), (cross.Status, cross.LeadsTo));

        using var stranger = new Visitor(oauth.Server);
        await stranger.Open(Ask(app));
        await browser.Open(Ask(app));
        Assert.NotNull((await browser.Submit(new() { ["answer"] = "yes" })).LeadsTo);
    }

    [Fact]
    public async Task A_token_is_revoked_by_its_own_app_alone()
    {
        var (app, other) = (await oauth.App(), await oauth.App());
        var token = await oauth.Token(Exchange(app, await oauth.Code(app)));
        using var theirs = await oauth.Post("/oauth/revoke", new() { ["client_id"] = other.Id, ["client_secret"] = other.Secret, ["token"] = token });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (theirs.StatusCode, await oauth.Works(token)));
        using var wrong = await oauth.Post("/oauth/revoke", new() { ["client_id"] = app.Id, ["client_secret"] = other.Secret, ["token"] = token });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (wrong.StatusCode, await oauth.Works(token)));
        using var unknown = await oauth.Post("/oauth/revoke", new() { ["client_id"] = app.Id, ["client_secret"] = app.Secret, ["token"] = "unknown" });
        Assert.Equal("{}", await unknown.Content.ReadAsStringAsync());
        using var own = await oauth.Server.Http.PostAsJsonAsync("/oauth/revoke", new { client_id = app.Id, client_secret = app.Secret, token });
        Assert.Equal("{}", await own.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Works(token));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://client.example/#fragment")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task An_app_cannot_register_an_address_that_a_browser_would_run_or_that_is_none(string redirect)
    {
        using var refused = await oauth.Server.Http.PostAsJsonAsync("/api/v1/apps", new { client_name = "Lamp", redirect_uris = redirect, scopes = "read" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.NotEmpty((await oauth.App()).Secret);
    }
}
