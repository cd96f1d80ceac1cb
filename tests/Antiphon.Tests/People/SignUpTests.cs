using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Joining;
using Antiphon.People.Leaving;
using Antiphon.People.Security;
using Antiphon.Settings;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class SignUpTests(PostgresServer postgres)
{
    private static readonly SignUpForm Ines = new("Ines", PeopleHouse.Password, "ines@example.org");

    [Theory, EachStore]
    public async Task Where_sign_up_is_open_one_is_a_member_at_once_and_signed_in(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(s => s with { SignUp = SignUpMode.Open });

        var made = await SignUp(house, Ines);

        Assert.False(made.Value.Waits);
        Assert.True((await house.Get<Sessions>().Start(made.Value.SignedIn!, null)).Ok);
        var account = house.Get<Accounts>().Local("INES");
        Assert.Equal("Ines", account!.Username);
        Assert.Equal(AccountState.Active, account.State);
        await house.SignsIn("ines");
    }

    [Theory, EachStore]
    public async Task Where_sign_up_is_by_approval_one_waits_until_somebody_says_yes(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var owner = await house.Joins("owner", Role.Owner);

        Assert.Equal("reason", (await SignUp(house, Ines)).Refusal?.Field);
        var made = await SignUp(house, Ines with { Reason = "My deposit." });

        Assert.True(made.Value.Waits);
        Assert.Null(made.Value.SignedIn);
        Assert.Same(SignInRefusals.Waiting, (await house.Get<SignIn>().WithPassword("ines", PeopleHouse.Password)).Refusal);
        var applicant = Assert.Single(house.Get<Waiting>().All());
        Assert.Equal(("Ines", "My deposit.", "ines@example.org"), (applicant.Username, applicant.Reason, applicant.Email));
        var told = Assert.Single(house.Get<Inbox>().Page(house.Get<Viewers>().For(owner.Id), Paging.Newest(5), [], []));
        Assert.Equal((NotificationKind.SignUp, made.Value.Account), (told.Kind, told.Actor));

        Assert.True((await house.Get<Waiting>().Approve(owner.Id, made.Value.Account)).Ok);

        await house.SignsIn("ines");
        Assert.Empty(house.Get<Waiting>().All());
        Assert.Equal("approve sign-up", Assert.Single(house.Get<ModerationLog>().Page(Paging.Newest(5))).Action);
        Assert.Equal(RefusalKind.Conflict, (await house.Get<Waiting>().Reject(owner.Id, made.Value.Account, string.Empty)).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task Who_is_rejected_leaves_nothing_behind_and_the_name_is_free_again(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var made = await SignUp(house, Ines with { Reason = "My deposit." });
        var member = await house.Joins("piet");

        Assert.Equal(RefusalKind.Forbidden, (await house.Get<Waiting>().Reject(member.Id, made.Value.Account, string.Empty)).Refusal?.Kind);
        Assert.True((await house.Get<Waiting>().Reject(0, made.Value.Account, "An advertiser.")).Ok);

        Assert.Equal(0, house.Rows("users", "email IS NOT NULL"));
        Assert.Null(house.Get<Accounts>().Local("ines"));
        Assert.Same(SignInRefusals.Wrong, (await house.Get<SignIn>().WithPassword("ines", PeopleHouse.Password)).Refusal);
        Assert.True((await SignUp(house, Ines with { Reason = "Another one." })).Ok);
    }

    [Theory, EachStore]
    public async Task An_invitation_lets_in_as_many_as_it_says_until_it_ends(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("piet");
        var viewer = house.Get<Viewers>().For((await house.Joins("owner", Role.Owner)).Id);
        await house.Settings(s => s with { SignUp = SignUpMode.Invitation });
        var invites = house.Get<Invites>();
        var once = (await invites.Make(viewer, 1, null)).Value;
        var hour = (await invites.Make(viewer, null, TimeSpan.FromHours(1))).Value;

        Assert.Equal("invite", (await SignUp(house, Ines)).Refusal?.Field);
        Assert.Equal("invite", (await SignUp(house, Ines with { Invite = "bcdfghjkmnpq" })).Refusal?.Field);
        var taken = await SignUp(house, Ines with { Username = "piet", Invite = once.Code });
        Assert.Equal(RefusalKind.Conflict, taken.Refusal?.Kind);
        Assert.True((await SignUp(house, Ines with { Invite = once.Code })).Ok);
        Assert.Equal("invite", (await SignUp(house, Ines with { Username = "second", Invite = once.Code })).Refusal?.Field);
        Assert.NotNull(invites.Find(hour.Code));
        house.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(invites.Find(hour.Code));
        Assert.Equal("invite", (await SignUp(house, Ines with { Username = "third", Invite = hour.Code })).Refusal?.Field);
        Assert.Equal(1, invites.Of(viewer).Single(i => i.Id == once.Id).Uses);
    }

    [Theory, EachStore]
    public async Task Who_may_not_invite_is_refused_and_nobody_withdraws_anothers_invitation(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var owner = house.Get<Viewers>().For((await house.Joins("owner", Role.Owner)).Id);
        var member = house.Get<Viewers>().For((await house.Joins("piet")).Id);
        var invites = house.Get<Invites>();

        Assert.Equal(RefusalKind.Forbidden, (await invites.Make(member, null, null)).Refusal?.Kind);
        await house.Settings(s => s with { Invites = Who.Members });
        var own = (await invites.Make(member, null, null)).Value;
        var foreign = (await invites.Make(owner, null, null)).Value;

        Assert.Equal(Refusal.NotFound, (await invites.Withdraw(member, foreign.Id)).Refusal);
        Assert.Equal(Refusal.NotFound, (await invites.Withdraw(member, 4711)).Refusal);
        Assert.Equal(own.Id, Assert.Single(invites.Of(member, everybody: true)).Id);
        Assert.True((await invites.Withdraw(member, own.Id)).Ok);
        Assert.Null(invites.Find(own.Code));
    }

    [Theory, EachStore]
    public async Task Where_sign_up_is_closed_nobody_joins_but_by_the_command_line(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(s => s with { SignUp = SignUpMode.Closed });

        Assert.Equal(RefusalKind.Forbidden, (await SignUp(house, Ines)).Refusal?.Kind);
        await house.Joins("Ines");
        await house.SignsIn("ines");
    }

    [Theory, EachStore]
    public async Task Of_two_who_want_one_name_at_once_one_gets_it(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(s => s with { SignUp = SignUpMode.Open });

        var both = await Task.WhenAll(SignUp(house, Ines), SignUp(house, Ines with { Username = "INES", Email = "other@example.org" }));

        Assert.Single(both, static one => one.Ok);
        Assert.Equal(RefusalKind.Conflict, Assert.Single(both, static one => !one.Ok).Refusal!.Kind);
        Assert.Equal(1, house.Rows("accounts"));
        Assert.Equal(1, house.Rows("users"));
    }

    [Theory, EachStore]
    public async Task The_name_of_a_deleted_account_is_never_given_again(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(s => s with { SignUp = SignUpMode.Open });
        var ines = await house.Joins("Ines");
        Assert.True((await house.Get<DeleteAccount>().Run(ines.Id, PeopleHouse.Password)).Ok);

        Assert.Equal(RefusalKind.Conflict, (await SignUp(house, Ines)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await house.Get<CreateMember>().Run("INES", PeopleHouse.Password)).Refusal?.Kind);
        Assert.True((await SignUp(house, Ines with { Username = "ines2" })).Ok);
    }

    [Theory, EachStore]
    public async Task Sign_up_does_not_say_whose_address_is_known(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(s => s with { SignUp = SignUpMode.Open });
        await house.Joins("piet", email: "ines@example.org");

        Assert.True((await SignUp(house, Ines)).Ok);
        Assert.Equal("piet", Signed(await house.SignsIn("ines@example.org"), house));
    }

    [Theory]
    [InlineData("", "username")]
    [InlineData("ines maria", "username")]
    [InlineData("ines.maria", "username")]
    [InlineData("inés", "username")]
    [InlineData("abcdefghijklmnopqrstuvwxyz12345", "username")]
    [InlineData("Admin", "username")]
    [InlineData("ok_Name9", null)]
    public void A_name_is_made_of_letters_digits_and_underscores(string name, string? field) => Assert.Equal(field, UsernameRules.Fault(name)?.Field);

    [Theory]
    [InlineData("short")]
    [InlineData("password123")]
    [InlineData("PASSWORD123")]
    [InlineData("1111111111111")]
    [InlineData("annaberg1984")]
    [InlineData("annabergannaberg")]
    public void A_password_that_others_would_guess_is_not_taken(string password) => Assert.Equal("password", PasswordRules.Fault(password, "AnnaBerg")?.Field);

    [Theory]
    [InlineData("my landlord is not annaberg")]
    [InlineData("ein längerer Satz")]
    [InlineData("x9!kd02mfq")]
    public void A_long_password_is_taken_whatever_it_is_made_of(string password) => Assert.Null(PasswordRules.Fault(password, "AnnaBerg"));

    [Theory, EachStore]
    public async Task The_rules_must_be_agreed_to_and_an_address_given(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(s => s with { SignUp = SignUpMode.Open, Rules = ["Be kind."] });

        Assert.Equal("agreement", (await SignUp(house, Ines)).Refusal?.Field);
        Assert.Equal("email", (await SignUp(house, Ines with { Email = "nobody", AgreesToRules = true })).Refusal?.Field);
        Assert.True((await SignUp(house, Ines with { AgreesToRules = true })).Ok);
    }

    [Theory, EachStore]
    public async Task The_owners_link_works_once_and_only_as_long_as_there_is_no_owner(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var link = house.Get<OwnerLink>();
        var stale = (await link.Make())!;
        var secret = (await link.Make())!;

        Assert.False(link.Works(stale));
        Assert.Equal(RefusalKind.Gone, (await link.Use(stale, "ines", PeopleHouse.Password)).Refusal?.Kind);
        Assert.Equal("password", (await link.Use(secret, "ines", "short")).Refusal?.Field);
        Assert.True(link.Works(secret));
        var both = await Task.WhenAll(link.Use(secret, "ines", PeopleHouse.Password), link.Use(secret, "piet", PeopleHouse.Password));

        var made = Assert.Single(both, static one => one.Ok).Value;
        Assert.Equal(Role.Owner, house.Get<Members>().Find(made.Account)!.Role);
        Assert.False(link.Works(secret));
        Assert.Null(await link.Make());
        Assert.Equal(1, house.Rows("accounts"));
    }

    private static string Signed(SignedIn who, TestHouse house) => house.Get<Accounts>().Find(who.Account)!.Username;

    private static Task<Outcome<NewMember>> SignUp(TestHouse house, SignUpForm form) => house.Get<SignUp>().Run(form, PeopleHouse.Link);
}
