using Microsoft.Playwright;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>
/// A call's page as people see it: with none, one, nine, ten, a thousand and a million answers, on a phone and at a desk, light and dark, in English and in Arabic.
/// With ANTIPHON_LOOK=DIRECTORY each is saved there as a picture, and as paper.
/// </summary>
public sealed class CallSizesTests(CallSizes sizes, Chromium chromium) : IClassFixture<CallSizes>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("ANTIPHON_LOOK");

    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1180, false)]
    [InlineData(1180, true)]
    public async Task The_page_is_legible_at_every_size(int width, bool dark)
    {
        await using var visitor = await chromium.Visit(sizes.Server, new Look(width, dark), audited: true);
        var page = visitor.Page;
        var faults = new List<string>();
        foreach (var people in CallSizes.All)
        {
            foreach (var language in new[] { "en", "ar" })
            {
                var name = $"call-{people}-{language}-{width}-{(dark ? "dark" : "light")}";
                await page.GotoAsync($"/calls/{CallSizes.Slug(people)}?lang={language}");
                faults.AddRange((await page.EvaluateAsync<string[]>(PageTests.Audit)).Concat(visitor.TakeFaults()).Select(fault => $"{name}: {fault}"));
                Assert.Equal(people.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture), await page.Locator("[data-n=at_least]").TextContentAsync());
                Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).direction"));
                if (Pictures is not null) await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, name + ".png") });
                if (width > 390) continue;
                await page.SetViewportSizeAsync(320, 900);
                if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") > 320) faults.Add($"{name}: runs out of a screen of 320");
                await page.SetViewportSizeAsync(width, 900);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task On_paper_the_numbers_charts_and_definitions_stay_and_what_can_only_be_pressed_goes()
    {
        await using var visitor = await chromium.Visit(sizes.Server, new Look(1180, Dark: true));
        var page = visitor.Page;
        await page.GotoAsync($"/calls/{CallSizes.Slug(1_000)}");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        await Assertions.Expect(page.Locator("[data-n=at_least]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("svg.wide").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#cite-text")).ToBeVisibleAsync();
        foreach (var pressed in await page.Locator("form, button, textarea, .btn, nav").AllAsync()) await Assertions.Expect(pressed).ToBeHiddenAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.n')).color"));
        if (Pictures is not null) await page.PdfAsync(new PagePdfOptions { Format = "A4", Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, "call-1000.pdf") });
    }

    /// <summary>The card as a frame would show it: it moves by itself where scripts run, is a picture of the moment where they do not, and leaves nothing in the browser.</summary>
    [Fact]
    public async Task The_card_moves_by_itself_and_stands_still_without_scripts()
    {
        await sizes.Server.Done("call", "open", "--slug", "moving", "--by", "imre", "--text", "Who has seen a card move? Answer: it moved", "--phrase", "it moved");
        await using var moving = await chromium.Visit(sizes.Server, new Look(320));
        await using var still = await chromium.Visit(sizes.Server, new Look(320, Dark: true, Scripts: false));
        foreach (var visitor in new[] { moving, still })
        {
            await visitor.Page.GotoAsync("/calls/moving/card?lang=en");
            await Assertions.Expect(visitor.Page.Locator("[data-n=at_least]")).ToHaveTextAsync("0");
        }

        using var app = sizes.Server.As(await sizes.Server.Token("imre"));
        using var form = new FormUrlEncodedContent([new("status", "It moved.")]);
        using var answer = await app.PostAsync("/api/v1/statuses", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Assertions.Expect(moving.Page.Locator("[data-n=at_least]")).ToHaveTextAsync("1");
        await Assertions.Expect(moving.Page.Locator(".under")).ToHaveTextAsync("person answered");
        await Assertions.Expect(still.Page.Locator("[data-n=at_least]")).ToHaveTextAsync("0");
        foreach (var visitor in new[] { moving, still })
        {
            Assert.Empty(await visitor.Context.CookiesAsync());
            Assert.Empty(visitor.TakeFaults());
            Assert.True(await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 320);
        }

        if (Pictures is null) return;
        await moving.Page.GotoAsync($"/calls/{CallSizes.Slug(1_000)}/card?lang=en");
        await moving.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, "card-320.png") });
        await still.Page.GotoAsync($"/calls/{CallSizes.Slug(1_000_000)}/card?lang=ar");
        await still.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, "card-320-ar-dark.png") });
    }
}
