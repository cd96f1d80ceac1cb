using Antiphon.Networks.Archives;
using Xunit;

namespace Antiphon.Tests.Networks;

public sealed class EveryFormatTests
{
    [Theory]
    [InlineData("data/formats/d_meta/crowdtangle_facebook.csv", "crowdtangle")]
    [InlineData("data/formats/d_meta/meta_content_library_facebook_posts.csv", "meta-content-library")]
    [InlineData("data/formats/d_meta/facebook_download/posts/your_posts_1.json", "facebook-own")]
    [InlineData("data/formats/d_meta/facebook_download/comments_and_reactions/comments.json", "facebook-own")]
    [InlineData("data/formats/d_meta/facebook_download/comments_and_reactions/likes_and_reactions_1.json", null)]
    [InlineData("data/formats/e_mastodon/outbox.json", "mastodon")]
    [InlineData("data/formats/e_mastodon/actor.json", null)]
    [InlineData("data/formats/e_mastodon/likes.json", null)]
    [InlineData("data/formats/f_bluesky/repo.car", "bluesky-car")]
    [InlineData("data/formats/f_bluesky/jetstream_golden_v1.jsonl", "bluesky-jetstream")]
    [InlineData("data/formats/f_bluesky/jetstream_real_trimmed.jsonl", "bluesky-jetstream")]
    [InlineData("data/formats/g_reddit/RC_sample.ndjson", "reddit-pushshift")]
    [InlineData("data/formats/g_reddit/RS_sample.ndjson", "reddit-pushshift")]
    public async Task A_file_is_taken_for_one_format_and_no_other(string file, string? format)
    {
        var archive = await OpenArchive.At(Shared.File(file), TestContext.Current.CancellationToken);
        Assert.True(archive.Ok);
        Assert.Equal(format is null ? [] : [format], Formats.All.Where(each => each.Recognises(archive.Value)).Select(static each => each.Name));
    }

    [Fact]
    public void Every_format_has_a_name_of_its_own_and_a_line_for_help()
    {
        Assert.Equal(Formats.All.Count, Formats.All.Select(static format => format.Name).Distinct().Count());
        Assert.All(Formats.All, static format => Assert.Matches("^[a-z0-9-]+$", format.Name));
        Assert.All(Formats.All, static format => Assert.InRange(format.Description.Length, 10, 120));
    }
}
