using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Meta;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Networks.Meta;

public sealed class MetaTests
{
    private const string Posts = """
        [{"timestamp":1508112000,"attachments":[],"data":[{"post":"I did, too. S\u00c3\u00b8ren \u00e2\u0080\u0099tak\u00e2\u0080\u0099 \u00f0\u009f\u0098\u00a2"},{"update_timestamp":1508112000}],"title":"S\u00c3\u00b8ren updated his status."},
         {"timestamp":1508115600,"attachments":[{"data":[{"external_context":{"name":"A page","url":"https://example.org/call"}}]}],"data":[{"post":"Moi aussi"}]},
         {"timestamp":1508119200,"attachments":[{"data":[{"media":{"uri":"posts/media/1.jpg","media_metadata":{"photo_metadata":{"exif_data":[{"upload_ip":"192.0.2.1"}]}},"description":"me too, below a photograph"}}]}],"data":[]},
         {"timestamp":1508119300,"attachments":[{"data":[{"place":{"name":"Somewhere"}}]}]}]
        """;

    private const string Comments = """{"comments_v2":[{"timestamp":1508112050,"data":[{"comment":{"timestamp":1508112051,"comment":"Jeg ogs\u00c3\u00a5","author":"S\u00c3\u00b8ren"}}],"title":"S\u00c3\u00b8ren commented on a post."},{"timestamp":1508112060,"data":[{"comment":{"timestamp":1508112060,"comment":"In here, too","author":"S\u00c3\u00b8ren","group":"A group"}}]}]}""";

    private const string Profile = """{"profile_v2":{"name":{"full_name":"S\u00c3\u00b8ren Eksempel"},"emails":{"emails":["soren@example.org"]},"registration_timestamp":1200000000,"profile_uri":"https://www.facebook.com/soren.example"}}""";

    private static Task<WasRead> Own(string text) => WasRead.By(new FacebookOwn(), new MemoryArchive(text));

    [Theory]
    [InlineData("")]
    [InlineData("your_facebook_activity/")]
    public async Task A_persons_posts_and_comments_are_read_and_their_messages_and_reactions_are_never_opened(string folder)
    {
        var archive = new MemoryArchive(
                (folder + (folder.Length == 0 ? "posts/your_posts_1.json" : "posts/your_posts__check_ins__photos_and_videos_1.json"), Posts),
                (folder + "comments_and_reactions/comments.json", Comments),
                ((folder.Length == 0 ? "" : "personal_information/") + "profile_information/profile_information.json", Profile))
            .Shut(folder + "messages/inbox/somebody_1/message_1.json").Shut(folder + "comments_and_reactions/likes_and_reactions_1.json")
            .Shut("security_and_login_information/ip_address_activity.json").Shut(folder + "messages/inbox/posts/comments.json").Shut(folder + "posts/media/your_posts_1.jpg");
        var format = new FacebookOwn();
        Assert.True(format.Recognises(archive));
        Assert.Equal([true, true, true, false, false, false, false, false], archive.Entries.Select(format.Needs));
        var read = await WasRead.By(format, archive);
        Assert.Equal(["I did, too. Søren ’tak’ 😢", "Moi aussi", "me too, below a photograph", "Jeg også"], read.Items.Select(static item => item.Text));
        Assert.Equal([1_508_112_000_000, 1_508_115_600_000, 1_508_119_200_000, 1_508_112_051_000], read.Items.Select(static item => item.At));
        Assert.Equal((1, 1, 6, 0), (read.NotPublic, read.Other, read.Rows, read.Damaged.Count));
        Assert.All(read.Items, static item => Assert.Equal((Network.Facebook, ArchivedKind.Post, ArchivedKey.Of("facebook.com https://www.facebook.com/soren.example")), (item.Network, item.Kind, item.Author)));
        Assert.Equal(4, read.Items.Select(static item => item.Key).Distinct().Count());
        Assert.DoesNotContain(read.Items, static item => item.Text!.Contains("192.0.2.1", StringComparison.Ordinal));

        // The same download again, and a later one in the other layout, have the same posts.
        Assert.Equal(read.Items, (await WasRead.By(format, archive)).Items);
    }

    [Fact]
    public async Task Two_people_who_wrote_the_same_in_the_same_second_have_two_posts()
    {
        MemoryArchive Of(string profile) => new(("posts/your_posts_1.json", Posts), ("profile_information/profile_information.json", profile));
        var one = await WasRead.By(new FacebookOwn(), Of(Profile));
        var other = await WasRead.By(new FacebookOwn(), Of(Profile.Replace("soren.example", "ana.example", StringComparison.Ordinal)));
        Assert.NotEqual(one.Items[0].Key, other.Items[0].Key);
        Assert.NotEqual(one.Items[0].Author, other.Items[0].Author);
        Assert.NotEqual(0, (await WasRead.By(new FacebookOwn(), Of(Profile.Replace("profile_uri", "x", StringComparison.Ordinal)))).Items[0].Author);
        Assert.Equal(0, (await WasRead.By(new FacebookOwn(), Of("{"))).Items[0].Author);
    }

    [Fact]
    public async Task A_download_is_only_ever_its_own_persons_and_says_why()
    {
        Assert.Contains("who could read", new FacebookOwn().OnlyAsOwn, StringComparison.Ordinal);
        Assert.True(new FacebookOwn().Recognises(new MemoryArchive(Posts)));
        Assert.True(new FacebookOwn().Recognises(new MemoryArchive(Comments)));
        Assert.Equal(0, (await Own(Posts)).Items[0].Author);
    }

    [Fact]
    public async Task A_list_of_one_post_is_written_without_its_brackets()
    {
        const string one = """{"timestamp":1508112000,"attachments":[{"data":[]}],"data":[{"post":"Me too"}]}""";
        Assert.True(new FacebookOwn().Recognises(new MemoryArchive(one)));
        Assert.Equal("Me too", (await Own(one)).Item.Text);
    }

    [Theory]
    [InlineData("\\u00c3\\u00b8", "ø")]
    [InlineData("\\u00f0\\u009f\\u0098\\u00a2", "😢")]
    [InlineData("ø", "ø")]
    [InlineData("\\u00f8 alone", "ø alone")]
    [InlineData("\\u00c3", "Ã")]
    [InlineData("\\u00c3\\u00b8 \\u2019", "Ã¸ ’")]
    [InlineData("plain", "plain")]
    public async Task Text_that_was_spoilt_is_mended_and_text_that_was_not_is_kept(string written, string meant) =>
        Assert.Equal(meant, (await Own($$$"""[{"timestamp":1508112000,"data":[{"post":"{{{written}}}"}]}]""")).Item.Text);

    [Fact]
    public async Task A_row_that_is_not_understood_is_named_with_its_file()
    {
        var read = await WasRead.By(new FacebookOwn(), new MemoryArchive(("posts/your_posts_1.json", """[{"data":[{"post":"no time"}]},""" + "\n" + """{"timestamp":"x","data":7},{"timestamp":1508112000,"data":[{"post":"good"}]}]""")));
        Assert.Equal([new DamagedRow(1, "(posts/your_posts_1.json) has no time"), new DamagedRow(2, "(posts/your_posts_1.json) has no time")], read.Damaged);
        Assert.Equal("good", read.Item.Text);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Own(Posts[..^30]));
        Assert.Contains("cut off", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_downloads_are_refused_or_named()
    {
        Mutations.Are_refused_or_named(new FacebookOwn(), Encoding.UTF8.GetBytes(Posts));
        Mutations.Are_refused_or_named(new FacebookOwn(), Encoding.UTF8.GetBytes(Comments));
        Mutations.Are_refused_or_named(new FacebookOwn(), Encoding.UTF8.GetBytes(Profile), static profile => new MemoryArchive(("posts/your_posts_1.json", Posts)).Put("profile_information/profile_information.json", profile));
    }

    [Fact]
    public async Task The_sample_download_is_read()
    {
        var posts = await WasRead.File(new FacebookOwn(), Shared.File("data/formats/d_meta/facebook_download/posts/your_posts_1.json"));
        Assert.Equal(["Me too. Å få støtte – ’tak’ 😢 #MeToo", "Moi aussi", "me too"], posts.Items.Select(static item => item.Text));
        var comments = await WasRead.File(new FacebookOwn(), Shared.File("data/formats/d_meta/facebook_download/comments_and_reactions/comments.json"));
        Assert.Equal(("Jeg også ❤", 1_508_112_050_000), (comments.Item.Text, comments.Item.At));
    }

    // The last two names of the real head have dashes of two widths and spaces that do not break.
    private const string CrowdTangleHead = "\uFEFFPage Name,User Name,Facebook Id,Post Created,Type,Total Interactions,Likes,Comments,Shares,Views,URL,Message,\"Total Interactions (weighted \u00A0—\u00A0 Likes 1x Shares 1x )\",Overperforming Score\n";

    private static string CrowdTangleRow(string time, string likes = "\"1,900\"", string url = "https://www.facebook.com/1/posts/2") => $"A Page,apage,100000000000001,{time},Status,\"2,580\",{likes},500,180,N/A,{url},\"Me too, \"\"all\"\" of us\",\"2,580\",1.5\n";

    [Theory]
    [InlineData("2017-10-15 17:02:11 EDT", 1_508_101_331_000)]
    [InlineData("2017-12-15 16:02:11 EST", 1_513_371_731_000)]
    [InlineData("2017-10-15 21:02:11 UTC", 1_508_101_331_000)]
    [InlineData("2017-10-15 14:02:11 PDT", 1_508_101_331_000)]
    public async Task A_pages_post_has_its_time_in_UTC_its_numbers_without_commas_and_nobody_as_its_author(string time, long at)
    {
        // The mark at the beginning is taken off with the packing.
        var archive = new MemoryArchive(CrowdTangleHead.TrimStart('\uFEFF') + CrowdTangleRow(time));
        Assert.True(new CrowdTangle().Recognises(archive));
        var item = (await WasRead.By(new CrowdTangle(), archive)).Item;
        Assert.Equal(
            new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Facebook, Key = ArchivedKey.Of("https://www.facebook.com/1/posts/2"), At = at, Text = "Me too, \"all\" of us", ReportedLikes = 1900, ReportedBoosts = 180,
            },
            item);
    }

    [Fact]
    public async Task A_pages_row_that_is_not_understood_is_named_and_an_absent_number_is_no_nought()
    {
        var read = await WasRead.By(new CrowdTangle(), new MemoryArchive(CrowdTangleHead.TrimStart('\uFEFF') + CrowdTangleRow("2017-10-15 17:02:11 XYZ") + CrowdTangleRow("2017-10-15 17:02:11") + CrowdTangleRow("soon") + CrowdTangleRow("2017-10-15 17:02:11 EDT", url: "") + "short,row\n" + CrowdTangleRow("2017-10-15 17:02:11 EDT", "N/A")));
        Assert.Equal(
            ["has a time in a time zone that is not known", "has a time without a time zone", "has no time", "has no URL, and so no id", "has 2 columns instead of 14"], read.Damaged.Select(static row => row.Why));
        Assert.Equal((null, 180), (read.Item.ReportedLikes, read.Item.ReportedBoosts));
    }

    [Fact]
    public async Task The_samples_of_pages_are_read()
    {
        var read = await WasRead.File(new CrowdTangle(), Shared.File("data/formats/d_meta/crowdtangle_facebook.csv"));
        Assert.Equal((1_508_101_331_000, 1900, 180, "Me too (synthetic)", 0), (read.Item.At, read.Item.ReportedLikes, read.Item.ReportedBoosts, read.Item.Text, read.Item.Author));
    }

    private const string LibraryHead = "id,creation_time,content_type,statistics.like_count,statistics.comment_count,statistics.reaction_count,statistics.views,statistics.share_count,post_owner.type,text\n";

    [Fact]
    public async Task The_content_library_gives_claims_and_no_posts_and_what_is_absent_is_no_nought()
    {
        var archive = new MemoryArchive(LibraryHead
            + "963780000000000001,2017-10-15T21:02:11+0000,status,1900,500,2021,,,page,Me too\n"
            + "963780000000000002,2017-10-16T21:02:11+0000,video,100,5,,12345,,page,Me too\n"
            + "963780000000000002,2017-10-16T21:02:11+0000,video,100,5,,12345,,page,Me too\n"
            + "963780000000000003,2017-10-16T21:02:11+0000,video,many,5,,12345,,page,Me too\n");
        Assert.True(new ContentLibrary().Recognises(archive));
        var read = await WasRead.By(new ContentLibrary(), archive);
        Assert.Empty(read.Items);
        var (from, to) = (1_508_101_331_000L, 1_508_187_731_000L);
        Assert.Equal(
            [
                new ArchivedClaim(Network.Facebook, "posts", 2, from, to), new ArchivedClaim(Network.Facebook, "likes", 2000, from, to),
                new ArchivedClaim(Network.Facebook, "reactions", 2021, from, to), new ArchivedClaim(Network.Facebook, "replies", 505, from, to),
            ],
            read.Claims);
        Assert.Equal(new DamagedRow(5, "has a counter of likes that is no number"), Assert.Single(read.Damaged));
    }

    [Fact]
    public async Task A_content_library_table_whose_ids_a_spreadsheet_destroyed_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new ContentLibrary(), new MemoryArchive(LibraryHead + "9.6378E+17,2017-10-15T21:02:11+0000,status,1,1,1,,1,page,\n")));
        Assert.Contains("spreadsheet", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_of_the_content_library_is_read()
    {
        var read = await WasRead.File(new ContentLibrary(), Shared.File("data/formats/d_meta/meta_content_library_facebook_posts.csv"));
        Assert.Equal([("posts", 1L), ("likes", 1900L), ("reactions", 2021L), ("replies", 500L), ("boosts", 180L)], read.Claims.Select(static claim => (claim.What, claim.Value)));
        Assert.Empty(read.Items);
    }

    [Fact]
    public void Mutated_tables_are_refused_or_named()
    {
        Mutations.Are_refused_or_named(new CrowdTangle(), Encoding.UTF8.GetBytes(CrowdTangleHead + CrowdTangleRow("2017-10-15 17:02:11 EDT")));
        Mutations.Are_refused_or_named(new ContentLibrary(), Encoding.UTF8.GetBytes(LibraryHead + "963780000000000001,2017-10-15T21:02:11+0000,status,1900,500,2021,,,page,Me too\n"));
    }
}
