using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Security;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class SignInTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task The_right_password_leads_in_under_the_name_in_any_case_and_the_confirmed_address(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines", email: "Ines@Example.org");

        Assert.Equal(ines.Id, (await house.SignsIn("ines")).Account);
        Assert.Equal(ines.Id, (await house.SignsIn(" @INES ")).Account);
        Assert.Equal(ines.Id, (await house.SignsIn("ines@example.ORG")).Account);
    }

    [Theory, EachStore]
    public async Task A_wrong_password_and_an_unknown_name_are_one_answer(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("Ines");
        var signIn = house.Get<SignIn>();

        Assert.Same(SignInRefusals.Wrong, (await signIn.WithPassword("ines", "the landlord gave it back")).Refusal);
        Assert.Same(SignInRefusals.Wrong, (await signIn.WithPassword("nobody", PeopleHouse.Password)).Refusal);
        Assert.Same(SignInRefusals.Wrong, (await signIn.WithPassword("nobody@example.org", PeopleHouse.Password)).Refusal);
        Assert.Same(SignInRefusals.Wrong, (await signIn.WithPassword("ines", new string('x', 1_000_000))).Refusal);
        await house.SignsIn("ines");
    }

    [Theory, EachStore]
    public async Task After_ten_wrong_passwords_a_name_is_closed_whether_or_not_anybody_has_it(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        var signIn = house.Get<SignIn>();
        var answers = new List<(RefusalKind, TimeSpan?)>();
        foreach (var name in new[] { "ines", "nobody" })
        {
            for (var i = 0; i < Attempts.Most; i++) Assert.Same(SignInRefusals.Wrong, (await signIn.WithPassword(name, "a wrong password")).Refusal);
            var closed = (await signIn.WithPassword(name, PeopleHouse.Password)).Refusal!;
            answers.Add((closed.Kind, closed.RetryAfter));
        }

        Assert.Equal((RefusalKind.TooMany, Attempts.Closed), answers[0]);
        Assert.Equal(answers[0], answers[1]);
        Assert.Contains(house.Get<SecurityLog>().Of(ines.Id), static line => line.Event == SecurityEvent.Locked);
        house.Clock.Advance(Attempts.Closed + TimeSpan.FromSeconds(1));
        await house.SignsIn("ines");
        Assert.Same(SignInRefusals.Wrong, (await signIn.WithPassword("nobody", PeopleHouse.Password)).Refusal);
    }

    [Theory, EachStore]
    public async Task A_hundred_guesses_at_once_are_ten_guesses(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("Ines");
        var signIn = house.Get<SignIn>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => signIn.WithPassword("ines", $"a wrong password {i}")));

        Assert.Equal(Attempts.Most, answers.Count(static answer => ReferenceEquals(answer.Refusal, SignInRefusals.Wrong)));
        Assert.Equal(100 - Attempts.Most, answers.Count(static answer => answer.Refusal?.Kind == RefusalKind.TooMany));
    }

    [Theory, EachStore]
    public async Task A_right_password_forgives_the_wrong_ones_also_at_the_last_moment(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < Attempts.Most - 1; i++) Assert.False((await house.Get<SignIn>().WithPassword("ines", "a wrong password")).Ok);
            await house.SignsIn("ines");
        }

        Assert.DoesNotContain(house.Get<SecurityLog>().Of(ines.Id), static line => line.Event == SecurityEvent.Locked);
    }

    [Theory, EachStore]
    public async Task Suspension_is_told_only_to_who_knows_the_password(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        Assert.True((await house.Get<SuspendAccount>().Run(0, ines.Id, "For the test.")).Ok);

        Assert.Same(SignInRefusals.Wrong, (await house.Get<SignIn>().WithPassword("ines", "a wrong password")).Refusal);
        Assert.Same(SignInRefusals.Suspended, (await house.Get<SignIn>().WithPassword("ines", PeopleHouse.Password)).Refusal);
        Assert.True((await house.Get<RestoreAccount>().Run(0, ines.Id, string.Empty)).Ok);
        await house.SignsIn("ines");
    }

    [Theory, EachStore]
    public async Task With_a_second_factor_the_password_is_not_enough_and_each_code_is_good_once(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (_, secret, _) = await WithApp(house, "Ines");
        var signIn = house.Get<SignIn>();
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Totp.CodeAt(secret, house.Clock.Now);

        var first = await Ticket(signIn);
        Assert.Same(SignInRefusals.StartAgain, (await signIn.WithCode("no ticket", code)).Refusal);
        Assert.Same(SignInRefusals.WrongCode, (await signIn.WithCode(first, "000000")).Refusal);
        Assert.True((await signIn.WithCode(first, code)).Ok);
        Assert.Same(SignInRefusals.StartAgain, (await signIn.WithCode(first, code)).Refusal);
        Assert.Same(SignInRefusals.WrongCode, (await signIn.WithCode(await Ticket(signIn), code)).Refusal);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await signIn.WithCode(await Ticket(signIn), Totp.CodeAt(secret, house.Clock.Now))).Ok);
    }

    [Theory, EachStore]
    public async Task A_recovery_code_leads_in_once_and_is_told(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, _, codes) = await WithApp(house, "Ines");
        var signIn = house.Get<SignIn>();

        Assert.Equal(10, codes.Count);
        Assert.True((await signIn.WithCode(await Ticket(signIn), codes[3].ToLowerInvariant().Replace("-", " "))).Ok);
        Assert.Same(SignInRefusals.WrongCode, (await signIn.WithCode(await Ticket(signIn), codes[3])).Refusal);
        Assert.True((await signIn.WithCode(await Ticket(signIn), codes[4])).Ok);
        Assert.Equal(8, house.Get<SecondFactor>().RecoveryCodesLeft(ines.Id));
        Assert.Equal(2, house.Get<SecurityLog>().Of(ines.Id).Count(static line => line.Event == SecurityEvent.RecoveryCodeUsed));
        Assert.DoesNotContain(codes, code => house.Store.Read(sql => sql.First("SELECT recovery_codes FROM users", static row => row.Text(0)))!.Contains(code, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, EachStore]
    public async Task Codes_cannot_be_tried_out_behind_a_right_password(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (_, secret, _) = await WithApp(house, "Ines");
        var signIn = house.Get<SignIn>();
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var tried = 0;
        Refusal? refusal;
        do
        {
            var step = await signIn.WithPassword("ines", PeopleHouse.Password);
            refusal = step.Refusal ?? (await signIn.WithCode(((SignInStep.CodeNeeded)step.Value).Ticket, "123456")).Refusal;
            tried++;
        }
        while (refusal!.Kind == RefusalKind.Unauthenticated && tried < 50);

        Assert.Equal(RefusalKind.TooMany, refusal.Kind);
        Assert.InRange(tried, 4, Attempts.Most);
        house.Clock.Advance(Attempts.Closed + TimeSpan.FromSeconds(1));
        Assert.True((await signIn.WithCode(await Ticket(signIn), Totp.CodeAt(secret, house.Clock.Now))).Ok);
    }

    [Theory, EachStore]
    public async Task A_second_step_that_comes_late_or_after_a_new_password_starts_again(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, secret, _) = await WithApp(house, "Ines");
        var signIn = house.Get<SignIn>();

        var late = await Ticket(signIn);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Same(SignInRefusals.StartAgain, (await signIn.WithCode(late, Totp.CodeAt(secret, house.Clock.Now))).Refusal);
        var before = await Ticket(signIn);
        Assert.True((await house.Get<ChangePassword>().Run(ines.Id, PeopleHouse.Password, "another long password")).Ok);
        Assert.Same(SignInRefusals.StartAgain, (await signIn.WithCode(before, Totp.CodeAt(secret, house.Clock.Now))).Refusal);
    }

    [Theory, EachStore]
    public async Task The_second_factor_goes_on_with_a_code_and_off_with_the_password(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        var factor = house.Get<SecondFactor>();
        var setup = (await factor.Begin(ines.Id, "Our: Server")).Value;

        Assert.Equal($"otpauth://totp/Our%20%20Server:Ines?secret={setup.Secret}&issuer=Our%20%20Server", setup.Link.OriginalString);
        Assert.Equal("code", (await factor.Confirm(ines.Id, "000000")).Refusal?.Field);
        await house.SignsIn("ines");
        Assert.True((await factor.Confirm(ines.Id, Totp.CodeAt(setup.Secret, house.Clock.Now))).Ok);
        Assert.Equal(RefusalKind.Conflict, (await factor.Begin(ines.Id, "Server")).Refusal?.Kind);
        Assert.True(house.Get<Members>().Find(ines.Id)!.SecondFactor);
        Assert.Same(SignInRefusals.WrongPassword, (await factor.TurnOff(ines.Id, "a wrong password")).Refusal);
        Assert.Equal(10, (await factor.NewRecoveryCodes(ines.Id, PeopleHouse.Password)).Value.Count);
        Assert.True((await factor.TurnOff(ines.Id, PeopleHouse.Password)).Ok);
        await house.SignsIn("ines");
        Assert.Equal(RefusalKind.Conflict, (await factor.NewRecoveryCodes(ines.Id, PeopleHouse.Password)).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task A_hash_of_fewer_rounds_is_made_anew_at_the_next_sign_in(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("Ines");
        using var weaker = new Passwords(new PeopleOptions { HashRounds = 500 });
        var weak = (await weaker.Hash(PeopleHouse.Password)).Value;
        await house.Store.Write(tx => tx.Run("UPDATE users SET password_hash = $1", weak));

        await house.SignsIn("ines");

        Assert.NotEqual(weak, house.Store.Read(sql => sql.First("SELECT password_hash FROM users", static row => row.Text(0))));
        await house.SignsIn("ines");
    }

    /// <summary>RFC 6238, appendix B, SHA-1, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_RFC(long seconds, string code)
    {
        const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Assert.Equal(code, Totp.CodeAt(Secret, seconds * 1000));
        Assert.Equal(seconds / 30, Totp.Match(Secret, code, seconds * 1000, 0));
        Assert.Null(Totp.Match(Secret, code, (seconds + 61) * 1000, 0));
        Assert.Null(Totp.Match(Secret, code, seconds * 1000, seconds / 30));
    }

    private static async Task<(Account Account, string Secret, IReadOnlyList<string> Codes)> WithApp(TestHouse house, string name)
    {
        var account = await house.Joins(name);
        var setup = (await house.Get<SecondFactor>().Begin(account.Id, "Server")).Value;
        var codes = await house.Get<SecondFactor>().Confirm(account.Id, Totp.CodeAt(setup.Secret, house.Clock.Now));
        Assert.Null(codes.Refusal);
        return (account, setup.Secret, codes.Value);
    }

    private static async Task<string> Ticket(SignIn signIn)
    {
        var step = await signIn.WithPassword("ines", PeopleHouse.Password);
        Assert.Null(step.Refusal);
        return Assert.IsType<SignInStep.CodeNeeded>(step.Value).Ticket;
    }
}
