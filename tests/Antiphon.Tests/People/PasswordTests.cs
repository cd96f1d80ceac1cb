using Antiphon.Mail;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Security;
using Antiphon.Tests.Mail;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class PasswordTests(PostgresServer postgres)
{
    private const string New = "another long password";

    [Theory, EachStore]
    public async Task A_new_password_needs_the_old_one_and_is_told(StoreKind kind)
    {
        await using var mail = new FakeMailServer();
        await using var house = await PeopleHouse.Open(kind, postgres, mail.Options);
        var ines = await house.Joins("Ines", email: "ines@example.org");
        var change = house.Get<ChangePassword>();

        Assert.Same(SignInRefusals.WrongPassword, (await change.Run(ines.Id, "a wrong password", New)).Refusal);
        Assert.Equal("password", (await change.Run(ines.Id, PeopleHouse.Password, "short")).Refusal?.Field);
        await house.SignsIn("ines");
        var proof = await change.Run(ines.Id, PeopleHouse.Password, New);

        Assert.True((await house.Get<Sessions>().Start(proof.Value, null)).Ok);
        Assert.Same(SignInRefusals.Wrong, (await house.Get<SignIn>().WithPassword("ines", PeopleHouse.Password)).Refusal);
        await house.SignsIn("ines", New);
        Assert.Equal(SecurityEvent.PasswordChanged, house.Get<SecurityLog>().Of(ines.Id)[0].Event);
        var letter = Assert.Single(mail.Letters);
        Assert.Equal("ines@example.org", letter.To.ToString());
        Assert.Contains("password", letter.Subject, StringComparison.Ordinal);
    }

    [Theory, EachStore]
    public async Task Guessing_the_password_from_a_stolen_session_closes_the_account_too(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        var change = house.Get<ChangePassword>();
        for (var i = 0; i < Attempts.Most; i++) Assert.Same(SignInRefusals.WrongPassword, (await change.Run(ines.Id, "a wrong password", New)).Refusal);

        Assert.Equal(RefusalKind.TooMany, (await change.Run(ines.Id, PeopleHouse.Password, New)).Refusal?.Kind);
        house.Clock.Advance(Attempts.Closed + TimeSpan.FromSeconds(1));
        Assert.True((await change.Run(ines.Id, PeopleHouse.Password, New)).Ok);
    }

    [Theory, EachStore]
    public async Task A_letter_with_a_link_sets_a_new_password_once_and_opens_a_closed_account(StoreKind kind)
    {
        await using var mail = new FakeMailServer();
        await using var house = await PeopleHouse.Open(kind, postgres, mail.Options);
        await house.Joins("Ines", email: "ines@example.org");
        for (var i = 0; i <= Attempts.Most; i++) await house.Get<SignIn>().WithPassword("ines", "a wrong password");
        var recover = house.Get<RecoverPassword>();
        var set = house.Get<SetNewPassword>();

        Assert.True((await recover.Run("ines@example.org", PeopleHouse.Link, TestContext.Current.CancellationToken)).Ok);
        Assert.True((await recover.Run("ines", PeopleHouse.Link, TestContext.Current.CancellationToken)).Ok);
        var secrets = mail.Letters.Select(Secret).ToArray();

        Assert.Equal(2, secrets.Length);
        Assert.Null(set.UsernameOf(secrets[0]));
        Assert.Equal(RefusalKind.Gone, (await set.Run(secrets[0], New)).Refusal?.Kind);
        Assert.Equal("Ines", set.UsernameOf(secrets[1]));
        Assert.Equal("password", (await set.Run(secrets[1], "short")).Refusal?.Field);
        Assert.True((await set.Run(secrets[1], New)).Ok);
        Assert.Equal(RefusalKind.Gone, (await set.Run(secrets[1], New)).Refusal?.Kind);
        await house.SignsIn("ines", New);
        Assert.Equal(3, mail.Letters.Count);
    }

    [Theory, EachStore]
    public async Task Recovery_says_nothing_about_who_is_a_member(StoreKind kind)
    {
        await using var mail = new FakeMailServer();
        await using var house = await PeopleHouse.Open(kind, postgres, mail.Options);
        await house.Joins("Ines", email: "ines@example.org");
        await house.Joins("piet");
        var recover = house.Get<RecoverPassword>();
        async Task<(Refusal?, int)> Ask(string name)
        {
            var before = mail.Visits;
            return ((await recover.Run(name, PeopleHouse.Link, TestContext.Current.CancellationToken)).Refusal, mail.Visits - before);
        }

        var known = await Ask("ines");
        Assert.Equal((null, 1), known);
        Assert.Equal(known, await Ask("nobody"));
        Assert.Equal(known, await Ask("piet"));
        Assert.Single(mail.Letters);
        await mail.DisposeAsync();
        var down = (await recover.Run("ines", PeopleHouse.Link, TestContext.Current.CancellationToken)).Refusal;
        Assert.Equal(RefusalKind.Busy, down!.Kind);
        Assert.Equal(down, (await recover.Run("nobody", PeopleHouse.Link, TestContext.Current.CancellationToken)).Refusal);
    }

    [Theory, EachStore]
    public async Task Without_mail_an_administrator_makes_a_link_and_hands_it_over(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (owner, admin, ines) = (await house.Joins("owner", Role.Owner), await house.Joins("admin", Role.Administrator), await house.Joins("Ines"));
        await house.Settings(static s => s with { ContactEmail = "help@example.org" });
        var make = house.Get<MakeRecoveryLink>();

        Assert.Contains("help@example.org", (await house.Get<RecoverPassword>().Run("ines", PeopleHouse.Link, TestContext.Current.CancellationToken)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(RefusalKind.Forbidden, (await make.Run(ines.Id, ines.Id)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await make.Run(admin.Id, owner.Id)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await make.Run(admin.Id, admin.Id)).Refusal?.Kind);
        var secret = (await make.Run(admin.Id, ines.Id)).Value;
        Assert.True((await house.Get<SetNewPassword>().Run(secret, New)).Ok);
        await house.SignsIn("ines", New);
        Assert.Contains(house.Get<SecurityLog>().Of(ines.Id), static line => line.Event == SecurityEvent.LinkMade);
        Assert.Equal("make recovery link", house.Get<ModerationLog>().Page(Paging.Newest(1))[0].Action);
        var late = (await make.Run(0, owner.Id)).Value;
        house.Clock.Advance(MakeRecoveryLink.Lifetime);
        Assert.Equal(RefusalKind.Gone, (await house.Get<SetNewPassword>().Run(late, New)).Refusal?.Kind);
    }

    /// <summary>Whoever confirms an address can set a new password.</summary>
    [Theory, EachStore]
    public async Task An_app_sends_the_letter_again_to_the_address_that_waits_and_to_no_other(StoreKind kind)
    {
        await using var mail = new FakeMailServer();
        await using var house = await PeopleHouse.Open(kind, postgres, mail.Options);
        var ines = await house.Joins("ines");
        var change = house.Get<ChangeEmail>();
        Task<Outcome<Done>> Again(string? address) => change.Unconfirmed(ines.Id, address, PeopleHouse.Link, TestContext.Current.CancellationToken);

        // Who has given no address is given none by an app.
        Assert.Equal(RefusalKind.Forbidden, (await Again("mallory@example.org")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await Again(null)).Refusal?.Kind);
        Assert.Null(house.Get<Members>().Find(ines.Id)!.Email);

        Assert.True((await change.Run(ines.Id, PeopleHouse.Password, "ines@example.org", PeopleHouse.Link, TestContext.Current.CancellationToken)).Ok);
        var letters = mail.Letters.Count;
        Assert.Equal(RefusalKind.Forbidden, (await Again("mallory@example.org")).Refusal?.Kind);
        Assert.Equal("email", (await Again("nobody")).Refusal?.Field);
        Assert.Equal(letters, mail.Letters.Count);
        Assert.Equal("ines@example.org", house.Get<Members>().Find(ines.Id)!.Email);
        Assert.True((await Again(null)).Ok);
        Assert.True((await Again("Ines@example.org")).Ok);
        Assert.Equal(letters + 2, mail.Letters.Count);
        Assert.True((await change.Confirm(Secret(mail.Letters.Last()))).Ok);
        Assert.Equal(RefusalKind.Forbidden, (await Again(null)).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task An_address_counts_once_its_link_was_opened(StoreKind kind)
    {
        await using var mail = new FakeMailServer();
        await using var house = await PeopleHouse.Open(kind, postgres, mail.Options);
        var (ines, piet) = (await house.Joins("Ines"), await house.Joins("piet", email: "taken@example.org"));
        var change = house.Get<ChangeEmail>();
        Task<Outcome<Done>> To(string? address) => change.Run(ines.Id, PeopleHouse.Password, address, PeopleHouse.Link, TestContext.Current.CancellationToken);

        Assert.Equal("email", (await To("nobody")).Refusal?.Field);
        Assert.True((await To("taken@example.org")).Ok);
        Assert.Equal(RefusalKind.Conflict, (await change.Confirm(Secret(mail.Letters.Last()))).Refusal?.Kind);
        Assert.True((await To("ines@example.org")).Ok);
        Assert.Same(SignInRefusals.Wrong, (await house.Get<SignIn>().WithPassword("ines@example.org", PeopleHouse.Password)).Refusal);
        var secret = Secret(mail.Letters.Last());
        Assert.True((await change.Confirm(secret)).Ok);
        Assert.Equal(RefusalKind.Gone, (await change.Confirm(secret)).Refusal?.Kind);
        Assert.Equal(ines.Id, (await house.SignsIn("ines@example.org")).Account);
        Assert.Equal(RefusalKind.Conflict, (await change.SendAgain(ines.Id, PeopleHouse.Link, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.True((await To(null)).Ok);
        Assert.Null(house.Get<Members>().Find(ines.Id)!.Email);
        Assert.Equal("ines@example.org", mail.Letters.Last().To.ToString());
        Assert.Equal(piet.Id, (await house.SignsIn("taken@example.org")).Account);
    }

    [Theory, EachStore]
    public async Task A_letter_that_was_not_taken_is_told(StoreKind kind)
    {
        await using var mail = new FakeMailServer { Refuses = true };
        await using var house = await PeopleHouse.Open(kind, postgres, mail.Options);
        await house.Joins("Ines", email: "ines@example.org");

        Assert.Equal(RefusalKind.Busy, (await house.Get<RecoverPassword>().Run("ines", PeopleHouse.Link, TestContext.Current.CancellationToken)).Refusal?.Kind);
        mail.Refuses = false;
        Assert.True((await house.Get<RecoverPassword>().Run("ines", PeopleHouse.Link, TestContext.Current.CancellationToken)).Ok);
    }

    [Fact]
    public async Task Beyond_what_can_wait_a_password_is_not_hashed_at_all()
    {
        using var passwords = new Passwords(new PeopleOptions { HashRounds = 1_000 });

        var answers = await Task.WhenAll(Enumerable.Range(0, Passwords.MostWaiting + 50).Select(_ => passwords.Verify(null, "x")));

        Assert.Contains(answers, static answer => answer.Refusal?.Kind == RefusalKind.Busy);
        Assert.True(answers.Count(static answer => answer.Ok) >= Passwords.MostWaiting);
        Assert.True((await passwords.Verify(null, "x")).Ok);
    }

    [Theory]
    [InlineData("ines@example.org", true)]
    [InlineData("ines+calls@sub.example.org", true)]
    [InlineData("ines", false)]
    [InlineData("ines@", false)]
    [InlineData("@example.org", false)]
    [InlineData("a@b@c", false)]
    [InlineData("Ines <ines@example.org>", false)]
    [InlineData("ines@example.org, piet@example.org", false)]
    [InlineData("ines@example.org\r\nBcc: all@example.org", false)]
    [InlineData("ines@example..org", false)]
    public void An_address_is_one_bare_address(string text, bool good) => Assert.Equal(good ? text : null, EmailAddress.Parse(text));

    private static string Secret(MimeKit.MimeMessage letter) => letter.TextBody!.Split('\n').Single(static line => line.StartsWith("https://", StringComparison.Ordinal)).Trim().Split('/')[^1];
}
