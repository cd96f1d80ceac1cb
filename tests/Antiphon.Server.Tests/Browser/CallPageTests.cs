using System.Diagnostics;
using Antiphon.Server.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>A call's page in a real browser.</summary>
public sealed class CallPageTests(Town town, Chromium chromium) : IClassFixture<Town>
{
    private const string Page = "/calls/worked-ill";

    [Fact]
    public async Task One_press_answers_and_one_takes_it_back_without_scripts()
    {
        await using var visitor = await chromium.Visit(town.Server, new Look(390, Scripts: false, Session: town.Member));
        var page = visitor.Page;
        await page.GotoAsync(Page);
        var before = await Number(page);
        await page.ClickAsync("button:has-text('Me too')");
        Assert.Equal(before + 1, await Number(page));
        await Assertions.Expect(page.GetByText("You were counted. Nobody can see that it was you.")).ToBeVisibleAsync();
        await page.ClickAsync("button:has-text('Take it back')");
        Assert.Equal(before, await Number(page));
        await Assertions.Expect(page.GetByText("You are no longer counted.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_through_the_door_and_back_to_the_answer()
    {
        await using var visitor = await chromium.Visit(town.Server, new Look(390, Scripts: false));
        var page = visitor.Page;
        await page.GotoAsync(Page);
        await page.ClickAsync("a:has-text('Me too')");
        await Assertions.Expect(page.GetByText("#WorkedIll")).ToBeVisibleAsync();
        await page.ClickAsync("a:has-text('Sign in and answer')");
        await page.FillAsync("#Username", "otto");
        await page.FillAsync("#Password", "a long enough one");
        await page.ClickAsync("main button.primary:has-text('Sign in')");
        await page.ClickAsync("button:has-text('Me too')");
        await Assertions.Expect(page.GetByText("You were counted.")).ToBeVisibleAsync();
        await page.ClickAsync("button:has-text('Take it back')");
    }

    [Fact]
    public async Task The_number_moves_within_a_second_and_without_a_reload()
    {
        await using var reader = await chromium.Visit(town.Server, new Look());
        await reader.Page.GotoAsync(Page, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        var before = await Number(reader.Page);
        await using var other = await chromium.Visit(town.Server, new Look(Scripts: false, Session: town.Member));
        await other.Page.GotoAsync(Page);
        await other.Page.ClickAsync("button:has-text('Me too')");
        var pressed = Stopwatch.StartNew();
        await Assertions.Expect(reader.Page.Locator("[data-n=at_least]")).ToHaveTextAsync((before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(pressed.Elapsed < TimeSpan.FromSeconds(1), $"The number moved after {pressed.Elapsed.TotalMilliseconds:0} ms.");
        await other.Page.ClickAsync("button:has-text('Take it back')");
        await Assertions.Expect(reader.Page.Locator("[data-n=at_least]")).ToHaveTextAsync(before.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(reader.TakeFaults());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mark_beside_a_number_unfolds_the_list_that_its_note_is_in(bool scripts)
    {
        await using var visitor = await chromium.Visit(town.Server, new Look(390, Scripts: scripts));
        var page = visitor.Page;
        await page.GotoAsync(Page);
        await Assertions.Expect(page.Locator("#note-answered")).ToBeHiddenAsync();
        await page.Locator("a[href='#note-answered']").First.ClickAsync();
        await Assertions.Expect(page.Locator("#note-answered")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_was_left_does_not_come_back_with_Back(bool scripts)
    {
        await using var visitor = await chromium.Visit(town.Server, new Look(390, Scripts: scripts));
        var page = visitor.Page;

        await page.GotoAsync("/about/counting");
        await page.GotoAsync(Page);
        await Leaving(page, () => page.ClickAsync("a:has-text('Leave this page')"));
        await BackOr(page);
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("gone to work ill");

        // Somebody who comes back on purpose, by the front page, finds everything as it was.
        await page.GotoAsync("/");
        await page.ClickAsync("a:has-text('gone to work ill')");
        await Assertions.Expect(page.Locator("[data-n=at_least]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pressing_Shift_three_times_leaves()
    {
        await using var visitor = await chromium.Visit(town.Server, new Look());
        await visitor.Page.GotoAsync(Page, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await Leaving(visitor.Page, async () =>
        {
            for (var i = 0; i < 3; i++) await visitor.Page.Keyboard.PressAsync("Shift");
        });
    }

    /// <summary>Waits until the browser has gone where leaving leads and found that no name resolves in these tests.</summary>
    private static async Task Leaving(IPage page, Func<Task> leave)
    {
        var gone = new TaskCompletionSource();
        page.RequestFailed += (_, request) =>
        {
            if (request.Url == "https://www.wikipedia.org/") gone.TrySetResult();
        };
        await leave();
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Back; where that leads away once more it fails, as no name resolves.</summary>
    private static async Task BackOr(IPage page)
    {
        try
        {
            await page.GoBackAsync();
        }
        catch (PlaywrightException away) when (away.Message.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal))
        {
            await page.WaitForLoadStateAsync();
        }
    }

    private static async Task<long> Number(IPage page) =>
        long.Parse((await page.Locator("[data-n=at_least]").TextContentAsync())!, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}
