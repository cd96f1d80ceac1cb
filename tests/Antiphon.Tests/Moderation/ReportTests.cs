using Antiphon.Moderation.Mailboxes;
using Antiphon.Moderation.Reports;
using Antiphon.Moderation.Warnings;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Joining;
using Antiphon.People.Leaving;
using Antiphon.People.Security;
using Antiphon.Posts;
using Antiphon.Settings;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Moderation;

public sealed class ReportTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_report_points_at_what_its_writer_may_read_of_that_account_and_at_nothing_else(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, mira) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("mira", Role.Moderator));
        var said = await house.Post(piet, "Buy my watches");
        var hidden = await house.Post(piet, "For those who follow me", visibility: Visibility.Followers);
        var other = await house.Post(mira, "Good morning");

        var report = (await house.Get<ReportSomebody>().Run(house.Get<Viewers>().For(ines.Id), new ReportDraft(piet.Id, [said.Id, hidden.Id, other.Id], ReportCategory.Spam, Comment: " Again. "))).Value;

        Assert.Equal([said.Id], report.Posts);
        Assert.Equal("Again.", house.Get<Reports>().Find(report.Id)!.Comment);
        var told = Assert.Single(house.Get<Inbox>().Page(house.Get<Viewers>().For(mira.Id), Paging.Newest(9), [], []));
        Assert.Equal((NotificationKind.Report, report.Id, ines.Id), (told.Kind, told.About, told.Actor));
        Assert.Empty(house.Get<Inbox>().Page(house.Get<Viewers>().For(piet.Id), Paging.Newest(9), [], []));
    }

    [Theory, EachStore]
    public async Task Nothing_is_kept_of_who_reports_without_an_account(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var piet = await house.Joins("piet");
        Assert.Null((await house.Get<ReportSomebody>().Run(Viewer.Nobody, new ReportDraft(piet.Id, []))).Value.By);
        Assert.Equal(Refusal.NotFound, (await house.Get<ReportSomebody>().Run(Viewer.Nobody, new ReportDraft(4711, []))).Refusal);
        Assert.Equal("rule_ids", (await house.Get<ReportSomebody>().Run(Viewer.Nobody, new ReportDraft(piet.Id, [], ReportCategory.Violation, [9]))).Refusal?.Field);
    }

    [Theory, EachStore]
    public async Task Nobody_buries_the_moderators_under_reports(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, mira) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("mira", Role.Moderator));
        var (viewer, report) = (house.Get<Viewers>().For(ines.Id), house.Get<ReportSomebody>());
        foreach (var who in new[] { viewer, Viewer.Nobody })
        {
            Outcome<Report> last = default!;
            for (var i = 0; i < ReportSomebody.MostOpen; i++) Assert.True((last = await report.Run(who, new ReportDraft(piet.Id, []))).Ok);
            Assert.Equal(RefusalKind.Forbidden, (await report.Run(who, new ReportDraft(piet.Id, []))).Refusal?.Kind);
            Assert.True((await house.Get<TendReport>().Resolve(mira.Id, last.Value.Id)).Ok);
            Assert.True((await report.Run(who, new ReportDraft(piet.Id, []))).Ok);
        }
    }

    /// <summary>A suspension settles every report about the account; a warning only its own.</summary>
    [Theory, EachStore]
    public async Task An_act_tells_the_person_and_settles_its_reports(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, mira) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("mira", Role.Moderator));
        var viewer = house.Get<Viewers>().For(ines.Id);
        var first = (await house.Get<ReportSomebody>().Run(viewer, new ReportDraft(piet.Id, []))).Value;
        var second = (await house.Get<ReportSomebody>().Run(viewer, new ReportDraft(piet.Id, []))).Value;
        var act = house.Get<ActOnAccount>();

        var warning = (await act.Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.Warn, "Please stop advertising.", first.Id))).Value;

        Assert.Equal(mira.Id, house.Get<Reports>().Find(first.Id)!.ResolvedBy);
        Assert.Null(house.Get<Reports>().Find(second.Id)!.Resolved);
        var told = Assert.Single(house.Get<Inbox>().Page(house.Get<Viewers>().For(piet.Id), Paging.Newest(9), [], []));
        Assert.Equal((NotificationKind.Warning, warning.Id), (told.Kind, told.About));
        Assert.Null((await act.Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.Suspend, "Enough."))).Refusal);
        Assert.NotNull(house.Get<Reports>().Find(second.Id)!.Resolved);
        Assert.Equal(AccountState.Suspended, house.Get<Accounts>().Find(piet.Id)!.State);
        Assert.Equal(["suspend account", "warn"], house.Get<ModerationLog>().Page(Paging.Newest(9)).Select(static line => line.Action));
        Assert.Equal(RefusalKind.Forbidden, (await act.Run(ines.Id, new ActDraft(mira.Id, ModeratorAct.Warn, "No."))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await act.Run(mira.Id, new ActDraft((await house.Joins("moe", Role.Moderator)).Id, ModeratorAct.Limit, "No."))).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task Pictures_are_covered_and_sign_in_is_frozen_until_that_is_lifted(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (piet, mira) = (await house.Joins("piet"), await house.Joins("mira", Role.Moderator));
        var said = await house.Post(piet, "Look at this");
        Assert.False(house.Card(said.Id).Post.Sensitive);
        var covered = (await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.Sensitive, string.Empty))).Value;
        Assert.True(house.Card(said.Id).Post.Sensitive);
        Assert.True((await house.Post(piet, "And this")).Post.Sensitive);
        Assert.Null((await house.Get<Restraints>().Uncover(mira.Id, piet.Id, string.Empty)).Refusal);
        Assert.False(house.Card(said.Id).Post.Sensitive);

        await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.Freeze, string.Empty));
        Assert.Equal(RefusalKind.Forbidden, (await house.Get<SignIn>().WithPassword("piet", PeopleHouse.Password)).Refusal?.Kind);
        Assert.Null((await house.Get<Restraints>().Unfreeze(mira.Id, piet.Id, string.Empty)).Refusal);
        await house.SignsIn("piet");
        Assert.Equal(covered.Id, house.Get<Warnings>().All(piet.Id)[^1].Id);
    }

    [Theory, EachStore]
    public async Task Posts_that_a_report_points_at_are_deleted_or_covered_and_no_others(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (piet, mira) = (await house.Joins("piet"), await house.Joins("mira", Role.Moderator));
        var (bad, good) = (await house.Post(piet, "Buy my watches"), await house.Post(piet, "Good morning"));
        var report = (await house.Get<ReportSomebody>().Run(Viewer.Nobody, new ReportDraft(piet.Id, [bad.Id]))).Value;
        Assert.Null((await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.CoverPosts, string.Empty, report.Id))).Refusal);
        Assert.Equal((true, false), (house.Card(bad.Id).Post.Sensitive, house.Card(good.Id).Post.Sensitive));
        Assert.Null((await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.DeletePosts, string.Empty, report.Id))).Refusal);
        Assert.Null(house.Get<PostShelf>().Find(bad.Id));
        Assert.NotNull(house.Get<PostShelf>().Find(good.Id));
        Assert.Equal("report_id", (await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.DeletePosts, string.Empty))).Refusal?.Field);
    }

    [Theory, EachStore]
    public async Task An_appeal_that_is_granted_takes_back_what_was_done_and_is_asked_once(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (piet, fay, mira) = (await house.Joins("piet"), await house.Joins("fay"), await house.Joins("mira", Role.Moderator));
        var warning = (await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.Limit, "Advertising."))).Value;
        var appeal = house.Get<Appeal>();
        Assert.Equal(Refusal.NotFound, (await appeal.Ask(fay.Id, warning.Id, "Not mine")).Refusal);
        Assert.Null((await appeal.Ask(piet.Id, warning.Id, "It was a joke.")).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await appeal.Ask(piet.Id, warning.Id, "Really.")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await appeal.Decide(fay.Id, warning.Id, grant: true, string.Empty)).Refusal?.Kind);
        Assert.Equal(warning.Id, Assert.Single(house.Get<Warnings>().Appeals()).Id);
        Assert.Equal(AppealState.Granted, (await appeal.Decide(mira.Id, warning.Id, grant: true, "Right.")).Value.AppealState);
        Assert.Equal(AccountState.Active, house.Get<Accounts>().Find(piet.Id)!.State);
        Assert.Equal(RefusalKind.Conflict, (await appeal.Decide(mira.Id, warning.Id, grant: false, string.Empty)).Refusal?.Kind);

        var old = (await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(piet.Id, ModeratorAct.Warn, "Again."))).Value;
        house.Clock.Advance(Appeal.Window + TimeSpan.FromMinutes(1));
        Assert.Equal(RefusalKind.Forbidden, (await appeal.Ask(piet.Id, old.Id, "Too late.")).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task Who_is_reported_does_not_decide_about_the_report(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (mira, moe) = (await house.Joins("mira", Role.Moderator), await house.Joins("moe", Role.Moderator));
        var report = (await house.Get<ReportSomebody>().Run(Viewer.Nobody, new ReportDraft(mira.Id, []))).Value;
        Assert.Equal(RefusalKind.Forbidden, (await house.Get<TendReport>().Resolve(mira.Id, report.Id)).Refusal?.Kind);
        Assert.Equal(moe.Id, (await house.Get<TendReport>().Assign(moe.Id, report.Id)).Value.Assigned);
        Assert.NotNull((await house.Get<TendReport>().Resolve(moe.Id, report.Id)).Value.Resolved);
        Assert.Null((await house.Get<TendReport>().Reopen(moe.Id, report.Id)).Value.Resolved);
        Assert.Empty(house.Get<Reports>().Page(Paging.Newest(9), new ReportFilter(Resolved: true)));
    }

    [Theory, EachStore]
    public async Task A_deleted_account_leaves_its_reports_without_a_name(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, mira) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("mira", Role.Moderator));
        var report = (await house.Get<ReportSomebody>().Run(house.Get<Viewers>().For(ines.Id), new ReportDraft(piet.Id, []))).Value;
        await house.Get<ActOnAccount>().Run(mira.Id, new ActDraft(ines.Id, ModeratorAct.Sensitive, "Hm."));
        Assert.Null((await house.Get<DeleteAccount>().Run(ines.Id, PeopleHouse.Password)).Refusal);
        Assert.Null(house.Get<Reports>().Find(report.Id)!.By);
        Assert.Equal((0, 0), (house.Rows("warnings"), house.Rows("restraints")));
    }

    [Theory, EachStore]
    public async Task Nobody_signs_up_with_an_address_that_is_blocked(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Settings(static settings => settings with { SignUp = SignUpMode.Open });
        await house.Get<MailBlocks>().BlockDomain(0, "Mailinator.example");
        await house.Get<MailBlocks>().BlockAddress(0, "p.iet+shop@example.org", null);
        foreach (var (address, taken) in new[] { ("a@mailinator.example", false), ("a@mx.mailinator.example", false), ("PIET+other@example.org", false), ("pieter@example.org", true) })
        {
            var made = await house.Get<SignUp>().Run(new SignUpForm("newcomer", PeopleHouse.Password, address), PeopleHouse.Link);
            Assert.Equal(taken, made.Ok);
            if (!taken) Assert.Equal("email", made.Refusal?.Field);
        }
    }
}
