using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Calls;

/// <summary>A member gives their own archive by a form, without scripts, and takes it out by another.</summary>
public sealed class OwnArchiveOverHttpTests(OneCall call) : IClassFixture<OneCall>
{
    private const string Text = "Me too, three winters in a row";

    [Fact]
    public async Task An_archive_is_given_and_counted_and_shown_to_nobody_and_taken_out_without_scripts()
    {
        using var lena = new Visitor(call.Server);
        await lena.SignIn("lena");
        await lena.Open("/calls/ill/archive");
        foreach (var said in new[] { "What is read", "What is never opened", "What others see of it", "deleted as soon as it is read", "at any time" }) Assert.Contains(said, lena.Page.Text, StringComparison.Ordinal);

        using var browser = await Browser("lena");
        using (var given = await Send(browser, Archive())) Assert.Equal((HttpStatusCode.SeeOther, "/calls/ill/archive"), (given.StatusCode, given.Headers.Location?.OriginalString));
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!(await lena.Open("/calls/ill/archive")).Text.Contains("It was read, and the file is deleted", StringComparison.Ordinal)) Assert.True(DateTime.UtcNow < deadline, lena.Page.Text);
        Assert.Matches(@"Counted as your answer\s+1", lena.Page.Text);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(call.Server.Directory, "uploads")));
        await call.Data(static json => json.GetProperty("answered").GetProperty("at_least").GetInt64() == 1);

        // What others see is the number.
        foreach (var path in new[] { "/calls/ill", "/calls/ill/answers", "/calls/ill/stories", "/calls/ill/conversation", "/@lena", "/calls/ill.json" })
        {
            Assert.DoesNotContain("three winters", await call.Server.Http.GetStringAsync(path), StringComparison.Ordinal);
        }

        using var imre = new Visitor(call.Server);
        await imre.SignIn("imre");
        Assert.DoesNotContain("It was read", (await imre.Open("/calls/ill/archive")).Text, StringComparison.Ordinal);
        var number = Regex.Match(lena.Page.Html, "name=\"archive\" value=\"([0-9]+)\"").Groups[1].Value;
        using (var other = await Browser("imre"))
        {
            using var taking = await other.PostAsync("/calls/ill/archive", new FormUrlEncodedContent([new("archive", number)]));
            Assert.Equal(HttpStatusCode.NotFound, taking.StatusCode);
        }

        Assert.Contains("An account out of your archive", (await lena.Open("/settings/links")).Text, StringComparison.Ordinal);
        await lena.Open("/calls/ill/archive");
        await lena.Submit([], "name=\"archive\"");
        Assert.Contains("You took it out again", lena.Page.Text, StringComparison.Ordinal);
        await call.Data(static json => json.GetProperty("answered").GetProperty("at_most").GetInt64() == 0);
        Assert.DoesNotContain("An account out of your archive", (await lena.Open("/settings/links")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gives_one_without_being_signed_in_or_from_another_site_or_without_a_file()
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(call.Server.Url) };
        stranger.DefaultRequestHeaders.Add("Origin", call.Server.Url);
        using (var refused = await Send(stranger, Archive())) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var browser = await Browser("imre", "https://elsewhere.example");
        using (var refused = await Send(browser, Archive())) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var imre = await Browser("imre");
        using (var none = await imre.PostAsync("/calls/ill/archive/file", new FormUrlEncodedContent([new("Archive", "text")]))) Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        using (var empty = await Send(imre, [])) Assert.Equal((HttpStatusCode.SeeOther, "/calls/ill/archive?nothing"), (empty.StatusCode, empty.Headers.Location?.OriginalString));
        using (var again = await imre.GetAsync("/calls/ill/archive?nothing"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
            Assert.Contains("Choose the file first.", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var nowhere = await Send(imre, Archive(), "/calls/no-such-call/archive/file")) Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private async Task<HttpClient> Browser(string name, string? origin = null)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(call.Server.Url) };
        browser.DefaultRequestHeaders.Add("Cookie", "session=" + await call.Server.Session(name));
        browser.DefaultRequestHeaders.Add("Origin", origin ?? call.Server.Url);
        return browser;
    }

    private static async Task<HttpResponseMessage> Send(HttpClient browser, byte[] archive, string path = "/calls/ill/archive/file")
    {
        using var form = new MultipartFormDataContent { { new StringContent("token"), "__RequestVerificationToken" }, { new ByteArrayContent(archive), "Archive", "twitter.zip" } };
        return await browser.PostAsync(path, form);
    }

    private static byte[] Archive()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Write(string name, string text)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            var at = DateTime.UtcNow.AddMinutes(1).ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture);
            Write("data/account.js", """window.YTD.account.part0 = [ { "account" : { "accountId" : "51" } } ]""");
            Write("data/tweets.js", $$"""window.YTD.tweets.part0 = [ { "tweet" : { "id_str" : "7001", "created_at" : "{{at}}", "full_text" : "{{Text}} #WorkedIll", "lang" : "en" } } ]""");
        }

        return stream.ToArray();
    }
}
