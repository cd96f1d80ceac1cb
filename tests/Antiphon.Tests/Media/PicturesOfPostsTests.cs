using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Media;

/// <summary>From an upload to a post's picture, and what happens to the files when the post, the profile or the account goes.</summary>
public sealed class PicturesOfPostsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory, EachStore]
    public async Task An_upload_is_described_attached_and_shown_with_its_post(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("ines");
        var (first, second) = (await Upload(house, ines, "A cup of tea."), await Upload(house, ines));

        var described = await house.Get<DescribePicture>().Run(ines.Id, second.Id, " The ward at night. ", Focus.Parse("0.5,-2"));
        var written = await house.Get<WritePost>().Write(ines, new Draft("Two pictures", Media: [second.Id, first.Id]));

        Assert.Equal(("The ward at night.", 0.5, -1), (described.Value.Description, described.Value.FocusX, described.Value.FocusY));
        Assert.Equal([second.Id, first.Id], written.Value.Media.Select(static picture => picture.Id));
        Assert.Equal(written.Value.Media, house.Card(written.Value.Id).Media);
        Assert.Equal("The ward at night.", written.Value.Media[0].Description);
        Assert.Null(house.Get<WaitingPictures>().Find(ines.Id, first.Id));
        Assert.Equal(Refusal.NotFound, (await house.Get<DescribePicture>().Run(ines.Id, first.Id, "Changed")).Refusal);
        Assert.Equal(4, Files(house));
        using var file = house.Get<MediaStore>().Open(first.File);
        Assert.True(file?.Length > 100);
    }

    [Theory, EachStore]
    public async Task Nobody_attaches_or_describes_what_is_another_s_or_attached_or_absent(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        var (waiting, used) = (await Upload(house, ines), await Upload(house, ines));
        Assert.True((await house.Get<WritePost>().Write(ines, new Draft("With a picture", Media: [used.Id]))).Ok);

        foreach (var (author, id) in new[] { (piet, waiting.Id), (piet, used.Id), (piet, 4711L), (ines, used.Id) })
        {
            Assert.Equal("media_ids", (await house.Get<WritePost>().Write(author, new Draft("Mine?", Media: [id]))).Refusal?.Field);
            Assert.Equal(Refusal.NotFound, (await house.Get<DescribePicture>().Run(author.Id, id, "x")).Refusal);
            Assert.Null(house.Get<WaitingPictures>().Find(author.Id, id));
        }

        Assert.Equal("media_ids", (await house.Get<WritePost>().Write(ines, new Draft("Twice", Media: [waiting.Id, waiting.Id]))).Refusal?.Field);
        Assert.Equal("media_ids", (await house.Get<WritePost>().Write(ines, new Draft("Five", Media: [waiting.Id, 1, 2, 3, 4]))).Refusal?.Field);
        Assert.NotNull(house.Get<WaitingPictures>().Find(ines.Id, waiting.Id));
        Assert.Equal(1, house.Rows("posts"));
    }

    [Theory, EachStore]
    public async Task Files_go_with_their_post_and_wait_an_hour_for_one_that_is_written_anew(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("ines");
        var (gone, again) = (await Upload(house, ines), await Upload(house, ines));
        var first = await house.Get<WritePost>().Write(ines, new Draft("Gone", Media: [gone.Id]));
        var second = await house.Get<WritePost>().Write(ines, new Draft("Again", Media: [again.Id]));

        await house.Get<DeletePost>().Delete(ines.Id, first.Value.Id);
        await house.Get<DeletePost>().Delete(ines.Id, second.Value.Id, redraft: true);
        await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken);

        Assert.Equal((2, 1L), (Files(house), house.Rows("media")));
        Assert.Null(house.Get<MediaStore>().Open(gone.File));
        Assert.True((await house.Get<WritePost>().Write(ines, new Draft("Anew", Media: [again.Id]))).Ok);
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken));
    }

    [Theory, EachStore]
    public async Task What_is_attached_to_nothing_goes_after_a_day(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("ines");
        await Upload(house, ines);
        house.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken));

        house.Clock.Advance(TimeSpan.FromHours(2));
        await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken);

        Assert.Equal((0, 0L, 0L), (Files(house), house.Rows("media"), house.Rows("doomed_files")));
    }

    [Theory, EachStore]
    public async Task What_was_written_and_never_given_to_anybody_goes_after_an_hour(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("ines");
        var key = await house.Get<DrawProfilePicture>().Run(TestPictures.Jpeg(), ProfilePicture.Avatar, TestContext.Current.CancellationToken);
        Assert.Equal((0, 1), (await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken), Files(house)));

        house.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((1, 0), (await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken), Files(house)));
        Assert.NotNull(key.Value);
    }

    [Theory, EachStore]
    public async Task A_profile_takes_a_picture_drawn_for_it_and_gives_up_the_one_before(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        var first = (await house.Get<DrawProfilePicture>().Run(TestPictures.Jpeg(), ProfilePicture.Avatar, TestContext.Current.CancellationToken)).Value;
        var second = (await house.Get<DrawProfilePicture>().Run(TestPictures.Png(), ProfilePicture.Avatar, TestContext.Current.CancellationToken)).Value;
        var change = house.Get<ChangeProfile>();

        Assert.True((await change.Run(ines.Id, new ProfileChange(Avatar: first))).Ok);
        Assert.Equal("avatar", (await change.Run(piet.Id, new ProfileChange(Avatar: first, Bio: "Nurse"))).Refusal?.Field);
        Assert.True((await change.Run(ines.Id, new ProfileChange(Avatar: second))).Ok);
        await house.Get<SweepPictures>().Run(TestContext.Current.CancellationToken);

        Assert.Equal((second, 1), (house.Get<Accounts>().Find(ines.Id)!.Avatar, Files(house)));
        Assert.Equal((null, string.Empty), (house.Get<Accounts>().Find(piet.Id)!.Avatar, house.Get<Accounts>().Find(piet.Id)!.Bio));
    }

    [Theory, EachStore]
    public async Task So_many_wait_and_no_more(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        var small = TestPictures.Png(4, 4);
        for (var i = 0; i < UploadPicture.MostWaiting; i++) Assert.True((await house.Get<UploadPicture>().Run(ines.Id, small, cancel: TestContext.Current.CancellationToken)).Ok);

        Assert.Equal(RefusalKind.TooMany, (await house.Get<UploadPicture>().Run(ines.Id, small, cancel: TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.True((await house.Get<UploadPicture>().Run(piet.Id, small, cancel: TestContext.Current.CancellationToken)).Ok);
        Assert.Equal("description", (await house.Get<UploadPicture>().Run(piet.Id, small, new string('x', 1_501), cancel: TestContext.Current.CancellationToken)).Refusal?.Field);
    }

    private static async Task<Attachment> Upload(TestHouse house, Account by, string? description = null)
    {
        var uploaded = await house.Get<UploadPicture>().Run(by.Id, TestPictures.Jpeg(), description, cancel: TestContext.Current.CancellationToken);
        Assert.Null(uploaded.Refusal);
        Assert.Equal(uploaded.Value, house.Get<WaitingPictures>().Find(by.Id, uploaded.Value.Id));
        return uploaded.Value;
    }

    private static int Files(TestHouse house) => Directory.GetFiles(house.Media, "*", SearchOption.AllDirectories).Length;
}
