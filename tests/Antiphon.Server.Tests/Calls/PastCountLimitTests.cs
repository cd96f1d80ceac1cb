using System.Net;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Server.Tests.Harness;
using Antiphon.Store;
using Xunit;

namespace Antiphon.Server.Tests.Calls;

/// <summary>A past count may cost the fold of millions of lines: one address cannot keep everybody else waiting for theirs.</summary>
public sealed class PastCountLimitTests
{
    [Fact]
    public async Task Who_asks_for_one_past_count_after_the_other_is_asked_to_wait_and_what_is_known_already_is_still_given()
    {
        await using var house = await OpenHouse.Start(("--limits-spare-loopback", "false"), ("--limits-past-counts", "2"));
        var imre = await house.Member("imre");
        await house.Get<OpenCall>().Open(imre, new CallDraft("Who has gone to work ill? Answer me too.", ["me too"], ["WorkedIll"], "ill", string.Empty));
        foreach (var name in (string[])["ana", "bela", "cleo"]) await house.Get<Press>().Answer(await house.Member(name), "ill");
        var lines = house.Get<DataStore>().Read(static sql => sql.Rows("SELECT seq FROM ledger ORDER BY seq", static row => row.Long(0)));
        Assert.Equal(3, lines.Count);

        async Task<HttpResponseMessage> At(long line) => await house.Http.GetAsync($"/calls/ill.json?at={line}", TestContext.Current.CancellationToken);
        foreach (var line in lines.Take(2)) Assert.Equal(HttpStatusCode.OK, (await At(line)).StatusCode);
        using var waits = await At(lines[2]);
        Assert.Equal(HttpStatusCode.TooManyRequests, waits.StatusCode);
        Assert.NotNull(waits.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await At(lines[0])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await house.Http.GetAsync("/calls/ill.json", TestContext.Current.CancellationToken)).StatusCode);
    }
}
