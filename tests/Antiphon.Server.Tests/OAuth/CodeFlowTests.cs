using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.People.Security;
using Antiphon.Server.Tests.Harness;
using Xunit;
using static Antiphon.Server.Tests.OAuth.OAuthServer;

namespace Antiphon.Server.Tests.OAuth;

/// <summary>Signing in with an app by the code flow, as real clients do it (mastodon-clients.md, gotchas 10 and 11).</summary>
public sealed class CodeFlowTests(OAuthServer oauth) : IClassFixture<OAuthServer>
{
    [Fact]
    public async Task Somebody_who_is_not_signed_in_signs_in_first_and_comes_back_to_the_question()
    {
        var (app, pkce) = (await oauth.App(), Pkce.New());
        using var browser = new Visitor(oauth.Server);
        var door = await browser.Open(Ask(app, pkce, more: "&state=s1"));
        Assert.Equal("/sign-in", door.Address.AbsolutePath);

        // A wrong password first: the way back must survive it.
        var wrong = await browser.SignIn("mira", "not the right one");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var asked = await browser.SignIn("mira");
        Assert.Equal("/oauth/authorize", asked.Address.AbsolutePath);
        Assert.Contains("Lantern", asked.Text);
        Assert.Contains("@mira", asked.Text);
        Assert.Contains("client.example", asked.Text);
        Assert.Contains("post, answer and change things for you", asked.Text);

        var led = await browser.Submit(new() { ["answer"] = "yes" });
        Assert.Equal(HttpStatusCode.SeeOther, led.Status);
        Assert.StartsWith(Callback + "&code=", led.Location);
        var query = Query(led.LeadsTo!);
        Assert.Equal("s1", query["state"]);
        Assert.Equal(oauth.Server.Url + "/", query["iss"]);

        using var answer = await oauth.Post("/oauth/token", Exchange(app, query["code"], pkce));
        var token = await Json(answer);
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
        Assert.Equal("read write follow push", token.GetProperty("scope").GetString());
        Assert.Equal(JsonValueKind.Number, token.GetProperty("created_at").ValueKind);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString().Split(", ")[0]);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(token.GetProperty("access_token").GetString()!));
    }

    /// <summary>Apps pass their user's language on; the door speaks it too, after a wrong password as well.</summary>
    [Fact]
    public async Task The_language_that_an_app_asks_for_is_kept_through_the_door()
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.Open(Ask(app, more: "&lang=de"));
        Assert.Contains("<html lang=\"de\"", browser.Page.Html);
        Assert.Equal("/sign-in", browser.Page.Address.AbsolutePath);
        await browser.SignIn("mira", "not the right one");
        Assert.Contains("<html lang=\"de\"", browser.Page.Html);
        await browser.SignIn("mira");
        Assert.Equal("/oauth/authorize", browser.Page.Address.AbsolutePath);
        Assert.Contains("<html lang=\"de\"", browser.Page.Html);
        Assert.Contains("&amp;lang=de", browser.Page.Html);
    }

    [Fact]
    public async Task The_question_is_asked_by_a_page_that_neither_frames_nor_policies_break()
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.Open(Ask(app));
        await browser.SignIn("mira");
        foreach (var page in new[] { browser.Page, await new Visitor(oauth.Server).Open(Ask(app)) })
        {
            // Either would make an app's popup look closed, or stop the way back to it.
            Assert.Equal(string.Empty, page.Header("Cross-Origin-Opener-Policy"));
            Assert.DoesNotContain("form-action", page.Header("Content-Security-Policy"));
            Assert.Contains("frame-ancestors 'none'", page.Header("Content-Security-Policy"));
            Assert.Contains("no-store", page.Header("Cache-Control"));
            Assert.Equal(string.Empty, page.Header("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Saying_no_tells_the_app_so_and_gives_it_nothing()
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.Open(Ask(app, more: "&state=s2"));
        await browser.SignIn("mira");
        var led = await browser.Submit(new() { ["answer"] = "no" });
        var query = Query(led.LeadsTo!);
        Assert.Equal("access_denied", query["error"]);
        Assert.Equal("s2", query["state"]);
        Assert.False(query.ContainsKey("code"));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("a b&c=d+e%2Fé ü#🎈")]
    [InlineData("<script>alert(1)</script>\"'")]
    public async Task The_state_comes_back_as_it_was_and_odd_parameters_are_passed_over(string state)
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.Open(Ask(app, more: $"&force_login=False&lang=None&approval_prompt=&state={Uri.EscapeDataString(state)}"));
        var asked = await browser.SignIn("mira");
        Assert.DoesNotContain("<script>alert", asked.Html);
        var led = await browser.Submit(new() { ["answer"] = "yes" });
        Assert.Equal(state, Query(led.LeadsTo!)["state"]);
    }

    [Fact]
    public async Task An_app_that_wants_a_fresh_sign_in_gets_one_once_and_another_account_may_be_used()
    {
        var app = await oauth.App();
        using var browser = new Visitor(oauth.Server);
        await browser.SignIn("mira");
        Assert.Equal("/oauth/authorize", (await browser.Open(Ask(app))).Address.AbsolutePath);
        var again = await browser.Open(Ask(app, more: "&force_login=true"));
        Assert.Equal("/sign-in", again.Address.AbsolutePath);
        var asked = await browser.SignIn("odo");
        Assert.Equal("/oauth/authorize", asked.Address.AbsolutePath);
        Assert.Contains("@odo", asked.Text);
        Assert.DoesNotContain("@mira", asked.Text);

        // The browser that mira was signed in with is odo's now, and the session that it had is over.
        using var hers = new Visitor(oauth.Server);
        await hers.SignIn("mira");
        await hers.Open("/settings/sessions");
        var before = hers.Page.Html.Split("name=\"id\"").Length;
        await hers.Open("/sign-in?again=true");
        await hers.SignIn("mira");
        await hers.Open("/settings/sessions");
        Assert.Equal(before, hers.Page.Html.Split("name=\"id\"").Length);
    }

    [Fact]
    public async Task A_code_is_shown_for_copying_where_the_app_has_no_address()
    {
        var app = await oauth.App("urn:ietf:wg:oauth:2.0:oob");
        using var browser = new Visitor(oauth.Server);
        await browser.Open(Ask(app));
        await browser.SignIn("mira");
        var shown = await browser.Submit(new() { ["answer"] = "yes" });
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        var code = Regex.Match(shown.Html, "id=\"code\">([^<]+)<").Groups[1].Value;
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(await oauth.Token(Exchange(app, code))));
    }

    /// <summary>Elk's address has escapes inside its path: it must be compared and sent back as it is, never decoded or normalised.</summary>
    [Theory]
    [InlineData("https://elk.example/api/127.0.0.1%3A8140/oauth/https%3A%2F%2Felk.example")]
    [InlineData("http://127.0.0.1:41234/callback")]
    [InlineData("org.example.app://oauth")]
    [InlineData("HTTPS://Client.Example:443/a/../b/")]
    public async Task The_registered_address_is_led_to_character_by_character(string redirect)
    {
        var app = await oauth.App(redirect);
        using var browser = new Visitor(oauth.Server);
        await browser.Open(Ask(app));
        await browser.SignIn("mira");
        await browser.Submit(new() { ["answer"] = "yes" });
        var location = browser.Page.Location;
        Assert.StartsWith(redirect + "?code=", location);
        var code = location[(location.IndexOf("code=", StringComparison.Ordinal) + 5)..].Split('&')[0];
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(await oauth.Token(Exchange(app, code))));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_on_the_way()
    {
        using var browser = new Visitor(oauth.Server);
        await oauth.Server.Account("tova");
        await browser.SignIn("tova");
        await browser.Open("/settings/second-factor");
        await browser.Submit([], "handler=begin");
        var secret = Regex.Match(browser.Page.Html, "class=\"secret\">([A-Z2-7]+)<").Groups[1].Value;
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await browser.Submit(new() { ["Code"] = Totp.CodeAt(secret, now) }, "handler=confirm");
        Assert.Equal(HttpStatusCode.OK, browser.Page.Status);
        var app = await oauth.App();
        using var other = new Visitor(oauth.Server);
        await other.Open(Ask(app, more: "&state=s3"));
        var half = await other.SignIn("tova");
        Assert.Equal("/sign-in/code", half.Address.AbsolutePath);
        var asked = await other.Submit(new() { ["Code"] = Totp.CodeAt(secret, now + 30_000) });
        Assert.Equal("/oauth/authorize", asked.Address.AbsolutePath);
        var led = await other.Submit(new() { ["answer"] = "yes" });
        Assert.Equal("s3", Query(led.LeadsTo!)["state"]);
        Assert.Equal(HttpStatusCode.OK, await oauth.Works(await oauth.Token(Exchange(app, Query(led.LeadsTo!)["code"]))));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("form")]
    [InlineData("multipart")]
    [InlineData("basic")]
    public async Task The_token_is_given_for_a_body_of_any_kind(string kind)
    {
        var app = await oauth.App();
        var fields = Exchange(app, await oauth.Code(app));
        fields["scope"] = "read write follow push";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        if (kind == "basic")
        {
            fields.Remove("client_id");
            fields.Remove("client_secret");
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{app.Id}:{app.Secret}")));
        }

        var multipart = new MultipartFormDataContent();
        foreach (var (name, value) in fields) multipart.Add(new StringContent(value), name);
        request.Content = kind switch { "json" => JsonContent.Create(fields), "multipart" => multipart, _ => new FormUrlEncodedContent(fields) };
        using var answer = await oauth.Server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, await oauth.Works((await Json(answer)).GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task An_app_registers_by_form_or_json_with_one_address_or_several_and_may_act_for_nobody()
    {
        using var form = await oauth.Post("/api/v1/apps", new() { ["client_name"] = "Lamp", ["redirect_uris"] = $"{Callback}\nurn:ietf:wg:oauth:2.0:oob", ["scopes"] = "read" });
        var one = await Json(form);
        Assert.Equal([Callback, "urn:ietf:wg:oauth:2.0:oob"], one.GetProperty("redirect_uris").EnumerateArray().Select(static uri => uri.GetString()));
        using var json = await oauth.Server.Http.PostAsJsonAsync("/api/v1/apps", new { client_name = "Lamp", redirect_uris = new[] { Callback, "org.example.app://oauth" }, scopes = "read" });
        Assert.Equal(2, (await Json(json)).GetProperty("redirect_uris").GetArrayLength());

        var (id, secret) = (one.GetProperty("client_id").GetString()!, one.GetProperty("client_secret").GetString()!);
        var token = await oauth.Token(new() { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret, ["scope"] = "read" });
        using var app = oauth.Server.As(token);
        using var verified = await app.GetAsync("/api/v1/apps/verify_credentials");
        Assert.Equal("Lamp", (await Json(verified)).GetProperty("name").GetString());
        Assert.DoesNotContain("client_secret", await verified.Content.ReadAsStringAsync());
        using var nobody = await app.GetAsync("/api/v1/accounts/verify_credentials");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task Who_somebody_is_is_told_with_the_scope_for_it_and_not_without()
    {
        var app = await oauth.App(scopes: "profile write");
        var profile = await oauth.Token(Exchange(app, await oauth.Code(app)));
        using var client = oauth.Server.As(profile);
        using var answer = await client.GetAsync("/oauth/userinfo");
        var info = await Json(answer);
        Assert.Equal("mira", info.GetProperty("preferred_username").GetString());
        Assert.Equal(oauth.Server.Url + "/", info.GetProperty("iss").GetString());
        using var writer = oauth.Server.As(await oauth.Server.Token("mira", "write"));
        using var refused = await writer.GetAsync("/oauth/userinfo");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
