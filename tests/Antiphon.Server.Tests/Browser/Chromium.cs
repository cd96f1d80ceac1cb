using Antiphon.Server.Tests.Browser;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Antiphon.Server.Tests.Browser;

/// <summary>How somebody looks at a page.</summary>
/// <param name="Width">CSS pixels: 390 is a phone, 1180 a desk.</param>
/// <param name="Session">The cookie of whoever is signed in; null for nobody.</param>
public sealed record Look(int Width = 1180, bool Dark = false, bool Scripts = true, string? Session = null);

/// <summary>
/// Debian's Chromium, one for a whole test run, started by the first test that asks. Each test opens a visitor of its own. Where the browser is absent,
/// tests that ask are skipped with the reason.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(Start);

    /// <summary>axe-core's source; skips the calling test where npm's part of the tests is not installed.</summary>
    public static string Axe
    {
        get
        {
            var path = Path.Combine(Clients.Value, "node_modules", "axe-core", "axe.min.js");
            if (!File.Exists(path)) Assert.Skip("axe-core is not installed: npm ci in tests/clients.");
            return File.ReadAllText(path);
        }
    }

    private static readonly Lazy<string> Clients = new(static () =>
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var clients = Path.Combine(at.FullName, "tests", "clients");
            if (Directory.Exists(clients)) return clients;
        }

        throw new InvalidOperationException("These tests run from within their checkout.");
    });

    /// <summary>A visitor with nothing in their browser but a session, if they have one.</summary>
    public async Task<Visitor> Visit(RunningServer server, Look look, bool audited = false)
    {
        if (!File.Exists(Program)) Assert.Skip("Chromium is not installed (Debian: apt-get install chromium).");
        var context = await (await started.Value).Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Url,
            ViewportSize = new ViewportSize { Width = look.Width, Height = 900 },
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = look.Scripts,
            Locale = "en-GB",
        });
        if (look.Session is { } session) await context.AddCookiesAsync([new Cookie { Name = "session", Value = session, Url = server.Url, HttpOnly = true }]);
        if (audited) await context.AddInitScriptAsync(Axe);
        return new Visitor(context, await context.NewPageAsync(), server.Url);
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated) return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>No name resolves: nothing that a page asks for leaves this machine, and where one would go is seen by the request.</summary>
    private static async Task<(IPlaywright Playwright, IBrowser Browser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"] }));
    }
}

/// <summary>One browser window, and everything in it that went wrong.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    public Visitor(IBrowserContext context, IPage page, string url)
    {
        this.context = context;
        Page = page;

        // Errors of scripts, and what the content security policy forbade, which Chromium writes to the console.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal)) Fault(message.Text);
        };
        page.PageError += (_, error) => Fault(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.IsNavigationRequest) Fault("asks a third party: " + request.Url);
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>What went wrong since the last time this was asked.</summary>
    public IReadOnlyList<string> TakeFaults()
    {
        lock (faults)
        {
            string[] taken = [.. faults];
            faults.Clear();
            return taken;
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Fault(string fault)
    {
        lock (faults) faults.Add(fault);
    }
}
