using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Leaving;
using Antiphon.People.Security;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class AuthorityTests(PostgresServer postgres)
{
    /// <summary>Who may act on whom: only those above, and members on nobody.</summary>
    [Theory, EachStore]
    public async Task One_suspends_only_who_stands_below(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var people = new Dictionary<Role, (Account By, Account Target)>();
        foreach (var role in Enum.GetValues<Role>()) people[role] = (await house.Joins($"by_{role}", role), await house.Joins($"to_{role}", role));
        foreach (var by in Enum.GetValues<Role>())
        {
            foreach (var target in Enum.GetValues<Role>())
            {
                var may = by >= Role.Moderator && by > target;
                var outcome = await house.Get<SuspendAccount>().Run(people[by].By.Id, people[target].Target.Id, "A test.");
                Assert.Equal(may, outcome.Ok);
                Assert.Equal(may, house.Get<Accounts>().Find(people[target].Target.Id)!.State == AccountState.Suspended);
                if (may) Assert.True((await house.Get<RestoreAccount>().Run(people[by].By.Id, people[target].Target.Id, string.Empty)).Ok);
            }
        }

        Assert.Equal(RefusalKind.Forbidden, (await house.Get<SuspendAccount>().Run(0, people[Role.Owner].By.Id, string.Empty)).Refusal?.Kind);
        Assert.Equal(Refusal.NotFound, (await house.Get<SuspendAccount>().Run(0, 4711, string.Empty)).Refusal);
    }

    [Theory, EachStore]
    public async Task Every_act_is_on_record_with_its_reason(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (owner, ines) = (await house.Joins("owner", Role.Owner), await house.Joins("Ines"));
        await house.Get<LimitAccount>().Run(owner.Id, ines.Id, "Advertising.");
        await house.Get<LimitAccount>().Run(owner.Id, ines.Id, "Again, which changes nothing.");
        await house.Get<SuspendAccount>().Run(owner.Id, ines.Id, "More of it.");
        await house.Get<RestoreAccount>().Run(owner.Id, ines.Id, "A mistake.");
        Assert.Equal("note", (await house.Get<LimitAccount>().Run(owner.Id, ines.Id, new string('x', 1_001))).Refusal?.Field);

        var lines = house.Get<ModerationLog>().Page(Paging.Newest(10));

        Assert.Equal(
            [("restore account", "A mistake."), ("suspend account", "More of it."), ("limit account", "Advertising.")],
            lines.Select(static line => (line.Action, line.Note)));
        Assert.All(lines, line => Assert.Equal((owner.Id, ines.Id), (line.By, line.Account)));
        Assert.Equal(lines.Skip(1).Take(1), house.Get<ModerationLog>().Page(Paging.Before(lines[0].Id, 1)));
        Assert.Equal(lines.Skip(1).Take(1), house.Get<ModerationLog>().Page(Paging.After(lines[2].Id, 1)));
    }

    [Theory, EachStore]
    public async Task Owners_alone_make_administrators_and_the_last_owner_stays(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (owner, admin, ines) = (await house.Joins("owner", Role.Owner), await house.Joins("ada", Role.Administrator), await house.Joins("Ines"));
        var change = house.Get<ChangeRole>();
        Assert.Equal(Role.Member, house.Get<Viewers>().For(ines.Id).Role);

        Assert.Equal(RefusalKind.Forbidden, (await change.Run(ines.Id, ines.Id, Role.Owner)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await change.Run(admin.Id, ines.Id, Role.Administrator)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await change.Run(admin.Id, owner.Id, Role.Member)).Refusal?.Kind);
        Assert.True((await change.Run(admin.Id, ines.Id, Role.Moderator)).Ok);
        Assert.Equal(Role.Moderator, house.Get<Viewers>().For(ines.Id).Role);
        Assert.Equal(RefusalKind.Conflict, (await change.Run(owner.Id, owner.Id, Role.Member)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await change.Run(0, owner.Id, Role.Member)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await house.Get<DeleteAccount>().Run(owner.Id, PeopleHouse.Password)).Refusal?.Kind);
        Assert.True((await change.Run(owner.Id, ines.Id, Role.Owner)).Ok);
        Assert.True((await change.Run(ines.Id, owner.Id, Role.Member)).Ok);
        Assert.Equal(RefusalKind.Invalid, (await change.Run(0, admin.Id, (Role)9)).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task A_lost_second_factor_is_taken_away_by_an_administrator_and_told(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (moderator, ines) = (await house.Joins("mira", Role.Moderator), await house.Joins("Ines"));
        var setup = (await house.Get<SecondFactor>().Begin(ines.Id, "Server")).Value;
        await house.Get<SecondFactor>().Confirm(ines.Id, Totp.CodeAt(setup.Secret, house.Clock.Now));

        Assert.Equal(RefusalKind.Forbidden, (await house.Get<ResetSecondFactor>().Run(moderator.Id, ines.Id, string.Empty)).Refusal?.Kind);
        Assert.IsType<SignInStep.CodeNeeded>((await house.Get<SignIn>().WithPassword("ines", PeopleHouse.Password)).Value);
        Assert.True((await house.Get<ResetSecondFactor>().Run(0, ines.Id, "Lost the phone.")).Ok);
        await house.SignsIn("ines");
        Assert.Equal(SecurityEvent.SecondFactorReset, house.Get<SecurityLog>().Of(ines.Id)[0].Event);
        Assert.Equal(RefusalKind.Conflict, (await house.Get<ResetSecondFactor>().Run(0, ines.Id, string.Empty)).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task Members_are_listed_newest_first_by_state_and_beginning_of_the_name(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, inge, piet) = (await house.Joins("Ines", email: "ines@example.org"), await house.Joins("inge"), await house.Joins("piet"));
        await house.Session("inge");
        await house.Get<SuspendAccount>().Run(0, piet.Id, string.Empty);
        var members = house.Get<Members>();

        Assert.Equal([piet.Id, inge.Id, ines.Id], members.Page(Paging.Newest(10)).Select(static m => m.Account.Id));
        Assert.Equal([inge.Id, ines.Id], members.Page(Paging.Newest(10), named: "IN").Select(static m => m.Account.Id));
        Assert.Equal([piet.Id], members.Page(Paging.Newest(10), AccountState.Suspended).Select(static m => m.Account.Id));
        Assert.Equal([ines.Id], members.Page(Paging.Before(inge.Id, 10)).Select(static m => m.Account.Id));
        Assert.Equal(("ines@example.org", true, null), (members.Find(ines.Id)!.Email, members.Find(ines.Id)!.EmailConfirmed, members.Find(ines.Id)!.Seen));
        Assert.NotNull(members.Find(inge.Id)!.Seen);
        Assert.Null(members.Find(4711));
        Assert.Equal(2, members.Count());
    }
}
