using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Media;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Tests.People;
using Antiphon.Tests.Posts.Text;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Security;

/// <summary>
/// Texts made to be slow, in the fields that take texts: twice the text costs about twice the processor's time, and what is longer than the field is refused before anything is done with it.
/// </summary>
public sealed class PathologicalFieldsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    /// <summary>Below it a measurement is noise.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(3);

    /// <summary>What a refusal may take, of a text of 100 kB.</summary>
    private static readonly TimeSpan MostForNo = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Judging_a_story_takes_time_in_proportion_to_it()
    {
        await using var house = await PeopleHouse.Open(StoreKind.Sqlite, postgres);
        var ines = await house.Joins("ines");
        await house.SickAtWork(ines);
        var recognise = house.Get<Recognise>();
        foreach (var unit in PathologicalTextTests.Units().Select(static row => row.Data))
        {
            var (half, whole) = (Repeat(unit, 20_000), Repeat(unit, 40_000));
            recognise.Judge(ines, half, Visibility.Public, "en", null, null, story: true);
            var once = Cost.Least(3, () => recognise.Judge(ines, half, Visibility.Public, "en", null, null, story: true));
            var twice = Cost.Least(3, () => recognise.Judge(ines, whole, Visibility.Public, "en", null, null, story: true));
            Assert.True(twice < once * 3 + Noise, $"'{unit}': {once.TotalMilliseconds:0.0} ms, twice as much: {twice.TotalMilliseconds:0.0} ms");
        }
    }

    [Fact]
    public async Task What_is_far_too_long_is_refused_before_it_is_looked_at()
    {
        await using var house = await PeopleHouse.Open(StoreKind.Sqlite, postgres);
        var ines = await house.Joins("ines");
        var post = await house.Post(ines, "A post to edit");
        foreach (var unit in new[] { "a", "#a ", "http://a.bc/( ", "@a@b.", "e\u0301", "👩\u200D", "می\u200C" })
        {
            var text = Repeat(unit, 100_000);
            var attempts = new (string Field, Func<Task<Refusal?>> Try)[]
            {
                ("post", async () => (await house.Get<WritePost>().Write(ines, new Draft(text))).Refusal),
                ("warning", async () => (await house.Get<WritePost>().Write(ines, new Draft("x", Warning: text))).Refusal),
                ("story", async () => (await house.Get<WritePost>().Write(ines, new Draft(text + text, Story: true))).Refusal),
                ("edit", async () => (await house.Get<EditPost>().Write(ines, post.Id, new Edit(text))).Refusal),
                ("alt text", async () => (await house.Get<DescribePicture>().Run(ines.Id, 1, text)).Refusal),
                ("name", async () => (await house.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(DisplayName: text))).Refusal),
                ("about", async () => (await house.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(Bio: text))).Refusal),
                ("field", async () => (await house.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(Fields: [new(text, text)]))).Refusal),
                ("wording", async () => (await house.Get<OpenCall>().Open(ines, new CallDraft(text + text, ["me too"], []))).Refusal),
                ("phrase", async () => (await house.Get<OpenCall>().Open(ines, new CallDraft("x", [text], []))).Refusal),
                ("hashtag", async () => (await house.Get<OpenCall>().Open(ines, new CallDraft("x", ["me too"], [text]))).Refusal),
                ("suggested by", async () => (await house.Get<OpenCall>().Open(ines, new CallDraft("x", ["me too"], [], SuggestedBy: text))).Refusal),
                ("title of a link", async () => (await house.Get<OpenCall>().Open(ines, new CallDraft("x", ["me too"], [], Links: [new ContextLink(text, "https://example.org/")]))).Refusal),
                ("link", async () => (await house.Get<OpenCall>().Open(ines, new CallDraft("x", ["me too"], [], Links: [new ContextLink("x", "https://example.org/" + text)]))).Refusal),
            };
            foreach (var (field, attempt) in attempts)
            {
                Task<Refusal?>? answer = null;
                var time = Cost.Least(2, () => answer = attempt());
                Assert.True(await answer! is not null, $"{field} of '{unit}' was accepted");
                Assert.True(time < MostForNo, $"{field} of '{unit}' took {time.TotalMilliseconds:0} ms");
            }
        }
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));
}
