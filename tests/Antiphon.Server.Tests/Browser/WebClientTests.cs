using System.Text.Json;
using Antiphon.Server.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>
/// A client that is a page of another site, in a real browser, which holds the server to what browsers insist on: preflights and exposed headers (gotcha 7), the echoed sub-protocol (8),
/// and that neither an opener policy nor a form policy cuts a popup's way back (11).
/// </summary>
public sealed class WebClientTests(Chromium chromium)
{
    /// <summary>As Phanpy does it: the popup comes back to the client's own address and tells its opener.</summary>
    private const string Callback = "<!doctype html><title>Back</title><script>if (opener) opener.postMessage(location.search, location.origin)</script>";

    private const string Begin = """
        async (server) => {
          const redirect_uri = location.origin + '/callback';
          const call = async (path, body) => (await fetch(server + path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'x' }, body: JSON.stringify(body) })).json();
          const app = await call('/api/v1/apps', { client_name: 'A page', redirect_uris: redirect_uri, scopes: 'read write' });
          const metadata = await (await fetch(server + '/.well-known/oauth-authorization-server')).json();
          const bytes = crypto.getRandomValues(new Uint8Array(32));
          const url64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
          const verifier = url64(bytes);
          const challenge = url64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
          const query = new URLSearchParams({ client_id: app.client_id, redirect_uri, response_type: 'code', scope: 'read write', state: 's', code_challenge: challenge, code_challenge_method: metadata.code_challenge_methods_supported[0] });
          window.answered = new Promise((resolve) => addEventListener('message', (event) => event.origin === location.origin && resolve(event.data)));
          window.popup = open(metadata.authorization_endpoint + '?' + query, 'signin', 'width=500,height=800');
          Object.assign(window, { server, app, verifier, call, redirect_uri });
        }
        """;

    private const string Go = """
        async () => {
          const query = new URLSearchParams(await window.answered);
          const closed = window.popup.closed;
          window.popup.close();
          const token = await call('/oauth/token', { grant_type: 'authorization_code', client_id: app.client_id, client_secret: app.client_secret, code: query.get('code'), redirect_uri, code_verifier: verifier });
          const headers = { Authorization: 'Bearer ' + token.access_token };
          const socket = new WebSocket(server.replace('http', 'ws') + '/api/v1/streaming', token.access_token);
          const heard = new Promise((resolve, reject) => {
            socket.onmessage = (event) => { const frame = JSON.parse(event.data); if (frame.event === 'update') resolve(frame); };
            socket.onclose = socket.onerror = () => reject(new Error('the socket failed'));
          });
          await new Promise((resolve) => { socket.onopen = resolve; });
          socket.send(JSON.stringify({ type: 'subscribe', stream: 'user' }));
          const write = async (status) => (await fetch(server + '/api/v1/statuses', { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ status }) })).json();
          await write('One');
          const post = await write('Two');
          const frame = await heard;
          socket.onclose = null;
          socket.close();
          const home = await fetch(server + '/api/v1/timelines/home?limit=1', { headers });
          const refused = await fetch(server + '/api/v1/timelines/home');
          return {
            state: query.get('state'), issuer: query.get('iss'), closed, protocol: socket.protocol === token.access_token, stream: frame.stream.join(), link: home.headers.get('Link'),
            limit: home.headers.get('X-RateLimit-Limit'), newest: (await home.json())[0].id === post.id, refused: refused.status, error: (await refused.json()).error,
          };
        }
        """;

    /// <summary>The page that asks is not in the list of all pages, as it needs an app; it is held to the same.</summary>
    private const string Audit = """
        () => axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
          .then(found => found.violations.map(v => v.id + ' at ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')))
        """;

    [Fact]
    public async Task A_page_of_another_site_signs_somebody_in_by_a_popup_and_is_a_client_like_any_other()
    {
        await using var server = await RunningServer.Start();
        await server.Account("mira", owner: true);
        await using var site = await Site();
        await using var visitor = await chromium.Visit(server, new Look(), audited: true);
        var page = visitor.Page;
        await page.GotoAsync(Address(site) + "/");
        var popup = await page.RunAndWaitForPopupAsync(() => page.EvaluateAsync(Begin, server.Url));
        await popup.FillAsync("[name=Username]", "mira");
        await popup.FillAsync("[name=Password]", "a long enough one");
        await popup.ClickAsync("main form button.primary");
        Assert.Equal(["read everything that you can read here, private posts too", "post, answer and change things for you"], await popup.Locator("main ul:not(.people) li").AllInnerTextsAsync());
        Assert.Empty(await popup.EvaluateAsync<string[]>(Audit));
        Assert.True(await popup.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 500);
        await popup.ClickAsync("button[value=yes]");
        var result = await page.EvaluateAsync<JsonElement>(Go);
        Assert.Equal("s", result.GetProperty("state").GetString());
        Assert.Equal(server.Url + "/", result.GetProperty("issuer").GetString());
        Assert.False(result.GetProperty("closed").GetBoolean());
        Assert.True(result.GetProperty("protocol").GetBoolean());
        Assert.Equal("user", result.GetProperty("stream").GetString());
        Assert.StartsWith($"<{server.Url}/api/v1/timelines/home?limit=1&max_id=", result.GetProperty("link").GetString());
        Assert.Equal("3000", result.GetProperty("limit").GetString());
        Assert.True(result.GetProperty("newest").GetBoolean());
        Assert.Equal(401, result.GetProperty("refused").GetInt32());
        Assert.Equal("The access token is invalid", result.GetProperty("error").GetString());
    }

    /// <summary>The client's own site, on another port and therefore another origin.</summary>
    private static async Task<WebApplication> Site()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.Run(static http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync(http.Request.Path == "/callback" ? Callback : "<!doctype html><title>A client</title>");
        });
        await site.StartAsync();
        return site;
    }

    private static string Address(WebApplication site) => site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
