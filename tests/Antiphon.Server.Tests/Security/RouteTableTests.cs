using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// The table of all routes, generated from the composed server and pinned as a file (security.md, defence 5 and test 23): a new route, or one whose rule has changed, is red until
/// its line has been read and written by somebody.
/// </summary>
public sealed class RouteTableTests
{
    private static readonly string Golden = Path.Combine(Script.Folder, "..", "Antiphon.Server.Tests", "Security", "routes.golden");

    [Fact]
    public async Task Every_route_has_one_rule_and_stands_in_the_table_with_it()
    {
        await using var house = await OpenHouse.Start();
        var real = RouteLine.All(house.Routes).Select(static line => line.ToString()).Distinct().ToList();
        var written = (await File.ReadAllLinesAsync(Golden)).Where(static line => line.Length > 0 && line[0] != '#').ToList();
        var (missing, gone) = (real.Except(written).ToList(), written.Except(real).ToList());
        Assert.True(
            missing.Count == 0 && gone.Count == 0,
            $"Security/routes.golden is not what the server has. Is each of these meant to be so? Then write it there, in this order of all lines.\nNot written:\n{string.Join('\n', missing)}\nNo longer there:\n{string.Join('\n', gone)}");
        Assert.Equal(real, written);
    }
}
