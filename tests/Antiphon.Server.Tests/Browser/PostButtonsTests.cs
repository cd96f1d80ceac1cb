using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>The buttons under posts and the form to write in, with scripts: quicker, and the same.</summary>
public sealed class PostButtonsTests(Chromium chromium)
{
    [Fact]
    public async Task With_scripts_a_button_changes_in_place_and_what_is_left_of_the_limit_is_counted_while_one_types()
    {
        await using var server = await RunningServer.Start();
        await server.Account("lena");
        await using var visitor = await chromium.Visit(server, new Look(390, Dark: false, Session: await server.Session("lena")));
        var page = visitor.Page;
        await page.GotoAsync("/write");
        await page.FillAsync("#Text", "Good morning https://example.org/a/long/address/that/counts/as/23 @noor@elsewhere.example 👩‍👩‍👧");
        await page.GetByText("Characters left: 456").WaitForAsync();
        await page.CheckAsync("#Story");
        await page.GetByText("Characters left: 9,956").WaitForAsync();
        await page.UncheckAsync("#Story");
        await page.ClickAsync("button.primary");
        await page.GetByText("Posted.").WaitForAsync();

        await page.EvaluateAsync("() => { window.stayed = true; }");
        await page.ClickAsync(".acts button:has-text('Like')");
        await page.Locator(".acts button[aria-pressed=true]:has-text('Liked 1')").WaitForAsync();
        await page.ClickAsync(".acts summary");
        await page.ClickAsync(".acts button:has-text('Bookmark')");
        await page.Locator(".acts button[aria-pressed=true]:has-text('Bookmarked')").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"));
        await page.GotoAsync("/bookmarks");
        Assert.Contains("Good morning", await page.InnerTextAsync("main"));
        Assert.Empty(visitor.TakeFaults());
    }
}
