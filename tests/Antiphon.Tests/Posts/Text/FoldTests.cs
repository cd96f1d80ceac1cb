using System.Text;
using Antiphon.Posts.Text;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

public sealed class FoldTests
{
    [Theory]
    [InlineData("MeToo", "metoo")]
    [InlineData("METOO", "metoo")]
    [InlineData("mètoo", "metoo")]
    [InlineData("me\u0300too", "metoo")]
    [InlineData("ＭｅＴｏｏ", "metoo")]
    [InlineData("𝗠𝗲𝗧𝗼𝗼", "metoo")]
    [InlineData("𝘔𝘦𝘛𝘰𝘰𝟚", "metoo2")]
    [InlineData("Me\u200DToo", "metoo")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ISTANBUL", "istanbul")]
    [InlineData("ısınma", "isinma")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Ørsted", "orsted")]
    [InlineData("TiếngViệt", "tiengviet")]
    [InlineData("Μαχάτμα_ΓΚΆΝΤΙΣ", "μαχατμα_γκαντισ")]
    [InlineData("Γκάντις", "γκαντισ")]
    [InlineData("ЁЖИК", "ежик")]
    [InlineData("Мой", "мой")]
    [InlineData("мои\u0306", "мой")]
    [InlineData("ﾊﾞﾅﾅ", "バナナ")]
    [InlineData("ハ\u3099ナナ", "バナナ")]
    [InlineData("ﾊﾟﾋﾟ", "パピ")]
    [InlineData("か\u3099", "が")]
    [InlineData("つ\u3099っち", "づっち")]
    [InlineData("か", "か")]
    [InlineData("ｳﾞ", "ヴ")]
    [InlineData("\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국")]
    [InlineData("سَلَام", "سلام")]
    [InlineData("ســـلام", "سلام")]
    [InlineData("ا\u0654ي", "أي")]
    [InlineData("می\u200Cخواهم", "میخواهم")]
    [InlineData("עַל", "על")]
    [InlineData("ผู้เริ่ม", "ผู้เริ่ม")]
    [InlineData("महात्मा_१२", "महात्मा_१२")]
    [InlineData("il·lusió", "il·lusio")]
    [InlineData("メ～テレ", "メ〜テレ")]
    [InlineData("", "")]
    public void A_tag_is_compared_by_its_key(string tag, string key) => Assert.Equal(key, Antiphon.Posts.Text.Hashtags.Fold(tag));

    [Fact]
    public void Folding_a_key_gives_the_key() => Gen.String.Sample(
        tag => Assert.Equal(Hash(tag), Hash(Hash(tag))), iter: 10_000);

    [Fact]
    public void Capitals_never_make_another_tag() => Letters().Sample(tag => Assert.Equal(Hash(tag), Hash(tag.ToUpperInvariant())), iter: 10_000);

    [Fact]
    public void The_composed_and_the_decomposed_form_of_a_European_kana_or_Korean_letter_are_one_key()
    {
        if ("é".Normalize(NormalizationForm.FormD).Length == 1) Assert.Skip("This runtime has no ICU, so the test cannot decompose.");
        foreach (var (first, last) in new[] { (0xC0, 0x24F), (0x386, 0x3CE), (0x400, 0x45F), (0x622, 0x626), (0x3041, 0x30FA), (0xAC00, 0xD7A3), (0x1E00, 0x1FFC) })
            for (var c = first; c <= last; c++)
            {
                var letter = ((char)c).ToString();
                if (char.IsLetter(letter[0])) Assert.Equal(Hash(letter), Hash(letter.Normalize(NormalizationForm.FormD)));
            }
    }

    [Fact]
    public void Upper_and_lower_case_of_every_letter_are_one_key()
    {
        for (var c = 0x41; c < 0x10000; c++)
            if (char.IsUpper((char)c)) Assert.Equal(Hash(((char)c).ToString()), Hash(char.ToLowerInvariant((char)c).ToString()));
    }

    private static string Hash(string tag) => Antiphon.Posts.Text.Hashtags.Fold(tag);

    private static Gen<string> Letters() =>
        Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['\u00C0', '\u017F'], Gen.Char['\u0391', '\u03C9'], Gen.Char['\u0410', '\u0451']).Array[0, 12].Select(c => new string(c));
}
