using Antiphon.Server.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>Passkeys from end to end: Chromium's own ceremony with a virtual authenticator, and the server's check of it.</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_without_a_password_and_does_not_once_it_is_removed()
    {
        await using var server = await RunningServer.Start();
        await server.Account("lena");
        await using var visitor = await chromium.Visit(server, new Look(1180, Dark: false, Session: await server.Session("lena")));
        var page = visitor.Page;
        var devices = await visitor.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        // A passkey belongs to a name, which an address of numbers is not.
        var there = server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await visitor.Context.AddCookiesAsync([new Cookie { Name = "session", Value = await server.Session("lena"), Url = there, HttpOnly = true }]);
        await page.GotoAsync(there + "/settings/passkeys");
        await page.FillAsync("#Name", "my phone");
        await page.FillAsync("#Password", "not the password");
        await page.ClickAsync("[data-passkey] button");
        await page.GetByText("This is not your password.").WaitForAsync();
        await page.FillAsync("#Password", "a long enough one");
        await page.ClickAsync("[data-passkey] button");
        await page.GetByText("Added. You can sign in with it from now on.").WaitForAsync();
        Assert.Equal("my phone", await page.InputValueAsync(".records [name=Name]"));

        await visitor.Context.ClearCookiesAsync();
        await page.GotoAsync(there + "/sign-in?back=/settings/passkeys");
        await page.ClickAsync("[data-passkey] button");
        await page.WaitForURLAsync(there + "/settings/passkeys");
        await page.ClickAsync(".records button.danger");
        await page.GetByText("Removed. It does not sign anybody in any more.").WaitForAsync();

        await visitor.Context.ClearCookiesAsync();
        await page.GotoAsync(there + "/sign-in");
        await page.ClickAsync("[data-passkey] button");
        await page.GetByText("That passkey did not work. Try again, or use your password.").WaitForAsync();
        await page.GotoAsync(there + "/home");
        Assert.Contains("/sign-in", page.Url);
    }
}
