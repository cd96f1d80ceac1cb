using System.Diagnostics;
using System.Text.Json;
using Antiphon.Tests.House;
using Xunit;

namespace Antiphon.Tests.Security;

/// <summary>Asks the package registry which of the packages that we ship, directly or through others, have a known vulnerability. A fresh advisory is a red test, and never a broken build.</summary>
public sealed class PackagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task No_package_that_ships_has_a_known_vulnerability()
    {
        using var asked = Process.Start(new ProcessStartInfo("dotnet", ["list", Path.Combine(Checkout.Root, "src/Server/Antiphon.Server.csproj"), "package", "--vulnerable", "--include-transitive", "--format", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        string answer;
        try
        {
            answer = await asked.StandardOutput.ReadToEndAsync(limit.Token);
            await asked.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            asked.Kill(entireProcessTree: true);
            Assert.Skip("The package registry did not answer.");
            return;
        }

        if (asked.ExitCode != 0 || !answer.TrimStart().StartsWith('{')) Assert.Skip("The package registry could not be asked.");
        using var report = JsonDocument.Parse(answer);
        if (report.RootElement.TryGetProperty("problems", out var problems) && problems.GetArrayLength() > 0) Assert.Skip("The package registry could not be asked.");
        var found = new List<string>();
        foreach (var project in report.RootElement.GetProperty("projects").EnumerateArray())
        {
            if (!project.TryGetProperty("frameworks", out var frameworks)) continue;
            foreach (var framework in frameworks.EnumerateArray())
            {
                foreach (var kind in new[] { "topLevelPackages", "transitivePackages" })
                {
                    if (!framework.TryGetProperty(kind, out var packages)) continue;
                    found.AddRange(packages.EnumerateArray().Where(static package => package.TryGetProperty("vulnerabilities", out var known) && known.GetArrayLength() > 0)
                        .Select(static package => $"{package.GetProperty("id")} {package.GetProperty("resolvedVersion")}: {package.GetProperty("vulnerabilities")}"));
                }
            }
        }

        Assert.Equal([], found);
    }

    /// <summary>CVE-2025-55315 (smuggled requests) is fixed in 10.0.0 of the runtime's release and every later one.</summary>
    [Fact]
    public void The_runtime_is_newer_than_the_smuggling_of_requests() => Assert.True(Environment.Version >= new Version(10, 0, 0));
}
