using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Antiphon.Server.Tests.Harness;

/// <summary>A page as somebody without scripts sees it.</summary>
/// <param name="Location">The address that it leads to, as it was sent; empty for none.</param>
public sealed record Seen(Uri Address, HttpStatusCode Status, string Html, Uri? LeadsTo, string Location, HttpResponseMessage Answer)
{
    /// <summary>What stands on it as text.</summary>
    public string Text => WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]*>", " "));

    public string Header(string name) => Answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : string.Empty;
}

/// <summary>
/// Somebody with a browser of their own: it keeps cookies, fills in the forms that stand on the page, follows redirects on this server and stops before those that lead elsewhere,
/// and says of each request where it came from, as browsers do.
/// </summary>
public sealed partial class Visitor(RunningServer server) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(server.Url) };
    private Seen? page;

    /// <summary>The page that is open.</summary>
    public Seen Page => page!;

    public async Task<Seen> Open(string address) => await Go(new HttpRequestMessage(HttpMethod.Get, address), site: "none");

    /// <summary>Presses a button of a form of the open page, with its hidden fields and what is filled in.</summary>
    /// <param name="form">Part of the form's markup, to tell it from others; by default the first one of the page's main part.</param>
    public async Task<Seen> Submit(Dictionary<string, string> filled, string form = "", string site = "same-origin")
    {
        var main = Page.Html.IndexOf("<main", StringComparison.Ordinal);
        var found = Form().Matches(Page.Html, Math.Max(main, 0)).FirstOrDefault(match => match.Value.Contains(form, StringComparison.Ordinal));
        Assert.True(found is not null, $"There is no such form on {Page.Address} ({(int)Page.Status}): {Page.Text}");
        var fields = new Dictionary<string, string>();
        foreach (Match input in Input().Matches(found.Value))
        {
            if (Attribute(input.Value, "name") is { } name && Attribute(input.Value, "type") is not ("checkbox" or "radio" or "submit")) fields[name] = Attribute(input.Value, "value") ?? string.Empty;
        }

        foreach (var (name, value) in filled) fields[name] = value;
        var action = Attribute(FormTag().Match(found.Value).Value, "action");
        var to = action is null ? Page.Address : new Uri(Page.Address, action);
        var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", site == "same-origin" ? server.Url : "https://elsewhere.example");
        return await Go(request, site);
    }

    public async Task<Seen> SignIn(string name, string password = "a long enough one")
    {
        if (page?.Address.AbsolutePath != "/sign-in") await Open("/sign-in");
        return await Submit(new() { ["Username"] = name, ["Password"] = password });
    }


    public void Dispose() => http.Dispose();

    private async Task<Seen> Go(HttpRequestMessage request, string site)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
            var answer = await http.SendAsync(request);

            // First, as reading it parsed makes it another text.
            var location = answer.Headers.NonValidated.TryGetValues("Location", out var sent) ? sent.ToString() : string.Empty;
            var leads = answer.Headers.Location is { } to ? new Uri(request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(http.BaseAddress!, request.RequestUri), to) : null;
            page = new Seen(answer.RequestMessage!.RequestUri!, answer.StatusCode, await answer.Content.ReadAsStringAsync(), leads, location, answer);
            if (leads is null || leads.Authority != http.BaseAddress!.Authority) return page;
            request = new HttpRequestMessage(HttpMethod.Get, leads);
        }

        throw new InvalidOperationException($"Redirected in circles at {page?.Address}");
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.IgnoreCase) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<form(?![^>]*\\shidden)[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<form[^>]*>")]
    private static partial Regex FormTag();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();
}
