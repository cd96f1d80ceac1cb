using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Antiphon.Answers.Recognition;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Answers.Recognition;

/// <summary>The rules of recognition, one row of cases.tsv each. The texts are invented.</summary>
public sealed class RecognitionCasesTests
{
    /// <summary>Copied in cases.tsv, so it stands here once more in full.</summary>
    public const string Wording =
        "If everyone who has ever gone to work ill because they could not afford to stay at home wrote 'Me too' as a status, we might show how common it is.";

    public static readonly CallTerms Ill = new(
        Wording,
        [
            "me too", "yo también", "moi aussi", "ich auch", "anch'io", "eu também", "ik ook", "jag också", "أنا أيضا", "私も", "나도", "ben de", "benim de",
            "bana da oldu", "я тоже", "我也是", "ฉันด้วย", "मैं भी", "κι εγώ", "κι άλλος", "mir ist das auch passiert", "ich weiß es auch",
        ],
        ["MeToo", "#YoTambién"]);

    private static readonly Recogniser Call = new(Ill);

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "cases.tsv")))
        {
            if (!line.StartsWith('#')) cases.Add(line[..line.IndexOf('\t')], line[(line.IndexOf('\t') + 1)..]);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_case_of_the_table_is_judged_as_it_says(string name, string row)
    {
        var judgement = Call.Judge(WordsOf(row));
        var found = $"{judgement.Ring?.ToString().ToLowerInvariant() ?? "-"} {judgement.Why} {(judgement.Story ? "story" : "")}".TrimEnd();
        var cells = row.Split('\t');
        Assert.Equal($"{cells[2]} {cells[3]} {cells[4]}".TrimEnd(), found);
        Assert.Equal(cells[0][0] switch { 'R' => EvidenceKind.Reply, 'Q' => EvidenceKind.Quote, _ => EvidenceKind.Post }, judgement.Kind);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void The_table_has_at_least_150_cases_with_names_of_their_own()
    {
        var names = Cases().Select(row => row.Data.Item1).ToList();
        Assert.True(names.Count >= 150, $"{names.Count} cases");
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static Words WordsOf(string row)
    {
        var cells = row.Split('\t');
        var attachment = cells[0][0] switch { 'R' => Attachment.ReplyInThread, 'Q' => Attachment.QuotesCall, _ => Attachment.FreeStanding };
        var text = Regex.Unescape(cells[5].Replace("\\\\", "\\", StringComparison.Ordinal));
        return new(text, attachment, !cells[0].Contains('p'), cells[0].Contains('b'), cells[1].Length == 0 ? null : cells[1], null, cells[0].Contains('s'));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
