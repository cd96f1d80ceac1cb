using System.Diagnostics;
using Xunit;

namespace Antiphon.Server.Tests.Running;

public sealed class NoSdkTests
{
    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("test")]
    [InlineData("account list")]
    public async Task Without_an_sdk_the_one_command_says_in_one_line_what_to_install(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The one command is a shell script.");
        var programs = Directory.CreateTempSubdirectory("antiphon-path-");
        foreach (var program in (string[])["bash", "dirname", "env"])
        {
            var place = ((string[])["/bin", "/usr/bin"]).Select(folder => Path.Combine(folder, program)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(programs.FullName, program), place);
        }

        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Root(), "run"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        (start.Environment["PATH"], start.Environment["HOME"]) = (programs.FullName, programs.FullName);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(".NET 10 SDK", Assert.Single(errors.TrimEnd().Split('\n')));
        programs.Delete(recursive: true);
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Antiphon.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("No checkout above the tests.");
    }
}
