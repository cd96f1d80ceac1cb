using Antiphon.Notifications;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Notifications;

public sealed class MarkersTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_marker_is_one_persons_and_its_version_counts_its_changes(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben, markers) = (await house.Member("ana"), await house.Member("ben"), house.Get<Markers>());
        Assert.Empty(markers.Read(ana.Id, Markers.Timelines));
        var first = (await markers.Set(ana.Id, Markers.Notifications, "17")).Value;
        Assert.Equal(new Marker("notifications", "17", 1, house.Clock.Now), first);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new Marker("notifications", "12", 2, house.Clock.Now), (await markers.Set(ana.Id, Markers.Notifications, "12")).Value);
        Assert.Equal("12", Assert.Single(markers.Read(ana.Id, ["notifications", "home", "elsewhere"])).LastRead);
        Assert.Empty(markers.Read(ben.Id, Markers.Timelines));
    }

    [Theory, EachStore]
    public async Task What_is_not_a_timeline_or_not_an_id_is_refused(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, markers) = (await house.Member("ana"), house.Get<Markers>());
        Assert.Equal("timeline", (await markers.Set(ana.Id, "elsewhere", "1")).Refusal!.Field);
        Assert.Equal("last_read_id", (await markers.Set(ana.Id, Markers.Home, "-1")).Refusal!.Field);
        Assert.Equal("last_read_id", (await markers.Set(ana.Id, Markers.Home, "one")).Refusal!.Field);
        Assert.Empty(markers.Read(ana.Id, Markers.Timelines));
    }

    [Theory, EachStore]
    public async Task A_page_only_reads_on_and_what_came_after_is_unread(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben) = (await house.Member("ana"), await house.Member("ben"));
        var (markers, inbox) = (house.Get<Markers>(), house.Get<Inbox>());
        await house.Post(ben, "Good morning @ana");
        await house.Post(ben, "And again @ana");
        Assert.Equal(2, inbox.Unread(ana.Id, markers.LastNotification(ana.Id), 100));
        var newest = inbox.Page(house.Get<Antiphon.People.Viewers>().For(ana.Id), Paging.Newest(1), [], [])[0];
        await markers.Advance(ana.Id, Markers.Notifications, newest.Id);
        Assert.Equal(1, (await markers.Advance(ana.Id, Markers.Notifications, newest.Id - 1)).Version);
        Assert.Equal(0, inbox.Unread(ana.Id, markers.LastNotification(ana.Id), 100));
        await house.Post(ben, "A third time @ana");
        Assert.Equal(1, inbox.Unread(ana.Id, markers.LastNotification(ana.Id), 100));
    }
}
