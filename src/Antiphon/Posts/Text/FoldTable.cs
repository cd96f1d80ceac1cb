using System.Collections.Frozen;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>
/// The folding behind <see cref="Hashtags.Fold"/>, as a table of our own. The key decides what is counted together and is stored, so it must not
/// depend on the machine: the runtime's <c>Normalize</c> needs ICU and silently does nothing without it (invariant mode).
/// </summary>
/// <remarks>
/// Diacritics go where readers take the letters for the same: Latin, Greek (capitals drop the accent anyway), ё. They stay where they make
/// another letter: й, か/が, Indic and Thai signs. Arabic and Hebrew lose the optional vowel points. Beyond Latin, Greek, Cyrillic, Arabic, kana and
/// Hangul, letters typed in decomposed form keep a key of their own; keyboards do not type those.
/// </remarks>
internal static class FoldTable
{
    // Key, blank, then the lower-case characters that fold to it. Made from UnicodeData 15: letters whose compatibility decomposition,
    // less U+0300–U+036F, is another Latin, Greek or Cyrillic letter (not й ў ї ѓ ќ); by hand the letters with a stroke or hook that Unicode does not decompose, as in Mastodon.
    private static readonly string[] Letters =
    [
        "a ªàáâãäåāăąǎǟǡǻȁȃȧᴬᵃḁạảấầẩẫậắằẳẵặₐⱥ",
        "ae æǣǽ",
        "b ƀɓᴮᵇḃḅḇℬ",
        "c çćĉċčȼᶜḉℂℭꟲ",
        "d ðďđɖɗᴰᵈḋḍḏḑḓⅅⅆ",
        "dz ǆǳ",
        "e èéêëēĕėęěȅȇȩɇᴱᵉḕḗḙḛḝẹẻẽếềểễệₑℯℰⅇ",
        "f ƒᶠḟℱꟳ",
        "ff ﬀ",
        "ffi ﬃ",
        "ffl ﬄ",
        "fi ﬁ",
        "fl ﬂ",
        "g ĝğġģǧǵɠᴳᵍḡℊ",
        "h ĥħȟʰᴴḣḥḧḩḫẖₕℋℌℍℎ",
        "i ìíîïĩīĭįİıǐȉȋɨᴵᵢḭḯỉịⁱℐℑℹⅈ",
        "ij ĳ",
        "j ĵǰɉʲᴶⅉⱼ",
        "k ķĸƙǩᴷᵏḱḳḵₖ",
        "l ĺļľłƚɫˡᴸḷḹḻḽₗℒℓ",
        "lj ǉ",
        "m ᴹᵐḿṁṃₘℳ",
        "n ñńņňŉŋƞǹɲᴺṅṇṉṋⁿₙℕ",
        "nj ǌ",
        "o ºòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱᴼᵒṍṏṑṓọỏốồổỗộớờởỡợₒℴ",
        "oe œ",
        "p ƥᴾᵖṕṗₚℙ",
        "q ℚꟴ",
        "r ŕŗřȑȓɍʳᴿᵣṙṛṝṟℛℜℝ",
        "s śŝşšſșˢṡṣṥṧṩẛₛ",
        "ss ßẞ",
        "st ﬅﬆ",
        "t ţťŧƫƭțᵀᵗṫṭṯṱẗₜⱦ",
        "th þ",
        "u ùúûüũūŭůűųưǔǖǘǚǜȕȗʉᵁᵘᵤṳṵṷṹṻụủứừửữự",
        "v ᵛᵥṽṿⱽ",
        "w ŵʷᵂẁẃẅẇẉẘ",
        "x ˣẋẍₓ",
        "y ýÿŷƴȳɏʸẏẙỳỵỷỹ",
        "z źżžƶᶻẑẓẕℤℨ",
        "ʒ ǯ",
        "α άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "β ϐ",
        "ε έϵἐἑἒἓἔἕὲέ",
        "η ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "θ ϑ",
        "ι ΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ",
        "κ ϰ",
        "ο όὀὁὂὃὄὅὸό",
        "π ϖ",
        "ρ ϱῤῥ",
        "σ ςϲ",
        "υ ΰϋύϒϓϔὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "φ ϕ",
        "ω ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "а ӑӓ",
        "е ёѐӗ",
        "ж ӂӝ",
        "з ӟ",
        "и ѝӣӥ",
        "о ӧ",
        "у ӯӱӳ",
        "ч ӵ",
        "ы ӹ",
        "э ӭ",
        "ѵ ѷ",
        "ә ӛ",
        "ө ӫ",
    ];

    private static readonly FrozenDictionary<char, string> Folded = Letters
        .SelectMany(row => row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..], (row, c) => (c, key: row[..row.IndexOf(' ', StringComparison.Ordinal)]))
        .ToFrozenDictionary(pair => pair.c, pair => pair.key);

    /// <summary>U+FF66 to U+FF9D in full width.</summary>
    private const string Katakana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

    /// <summary>A base, a mark, and the letter that both make: kept as one letter, however it was typed.</summary>
    private static readonly FrozenDictionary<(char, char), char> Composed = new Dictionary<(char, char), char>
    {
        [('и', '\u0306')] = 'й', [('у', '\u0306')] = 'ў', [('і', '\u0308')] = 'ї', [('г', '\u0301')] = 'ѓ', [('к', '\u0301')] = 'ќ',
        [('\u0627', '\u0653')] = '\u0622', [('\u0627', '\u0654')] = '\u0623', [('\u0627', '\u0655')] = '\u0625',
        [('\u0648', '\u0654')] = '\u0624', [('\u064A', '\u0654')] = '\u0626',
        [('う', '\u3099')] = 'ゔ', [('ウ', '\u3099')] = 'ヴ', [('ゝ', '\u3099')] = 'ゞ', [('ヽ', '\u3099')] = 'ヾ',
        [('ワ', '\u3099')] = 'ヷ', [('ヰ', '\u3099')] = 'ヸ', [('ヱ', '\u3099')] = 'ヹ', [('ヲ', '\u3099')] = 'ヺ',
    }.ToFrozenDictionary();

    /// <summary>Appends what <paramref name="rune"/> is in a key.</summary>
    public static void Append(StringBuilder key, Rune rune)
    {
        rune = Rune.ToLowerInvariant(WithoutStyle(rune));
        if (rune.IsAscii) key.Append((char)rune.Value);
        else if (!rune.IsBmp) key.Append(rune.ToString());
        else AppendBmp(key, (char)rune.Value);
    }

    private static void AppendBmp(StringBuilder key, char c)
    {
        if (Folded.TryGetValue(c, out var folded)) key.Append(folded);
        else if (c is >= '\uFF66' and <= '\uFF9D') key.Append(Katakana[c - '\uFF66']);
        else if (IsMark(c)) AppendMark(key, c);
        else if (c is >= '\u1161' and <= '\u1175' or >= '\u11A8' and <= '\u11C2') AppendJamo(key, c);
        else if (!IsDropped(c)) key.Append(c);
    }

    /// <summary>Full-width ASCII, the alphabets of mathematics (𝗠𝗲𝗧𝗼𝗼) and half-width marks are the plain ones in other clothes.</summary>
    private static Rune WithoutStyle(Rune rune) => rune.Value switch
    {
        0xFF5E => new Rune(0x301C), // The wave of メ～テレ, not ASCII's tilde.
        >= 0xFF01 and < 0xFF5E => new Rune(rune.Value - 0xFEE0),
        0xFF65 => new Rune(0x30FB),
        0xFF9E or 0x309B => new Rune(0x3099),
        0xFF9F or 0x309C => new Rune(0x309A),
        >= 0x1D400 and <= 0x1D6A3 => new Rune('a' + ((rune.Value - 0x1D400) % 26)),
        >= 0x1D7CE and <= 0x1D7FF => new Rune('0' + ((rune.Value - 0x1D7CE) % 10)),
        _ => rune,
    };

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or >= '\u0653' and <= '\u0655' or '\u3099' or '\u309A';

    private static void AppendMark(StringBuilder key, char mark)
    {
        if (key.Length == 0) return;
        var last = key[^1];
        if (Composed.TryGetValue((last, mark), out var letter)) key[^1] = letter;
        else if (mark == '\u3099' && IsVoiceable(last)) key[^1]++;
        else if (mark == '\u309A' && IsHaRow(last)) key[^1] += (char)2;
        else if (mark is '\u3099' or '\u309A') key.Append(mark);
    }

    /// <summary>か to ち and た row by twos, the three forms of っ set apart, は row by threes; katakana 0x60 above.</summary>
    private static bool IsVoiceable(char kana)
    {
        var c = kana >= '\u30A1' ? kana - 0x60 : kana;
        return c is >= 0x304B and <= 0x3061 && c % 2 == 1 || c is 0x3064 or 0x3066 or 0x3068 || IsHaRow(kana);
    }

    private static bool IsHaRow(char kana)
    {
        var c = kana >= '\u30A1' ? kana - 0x60 : kana;
        return c is >= 0x306F and <= 0x307B && (c - 0x306F) % 3 == 0;
    }

    /// <summary>Hangul typed as single jamo becomes syllables (Unicode, section 3.12).</summary>
    private static void AppendJamo(StringBuilder key, char jamo)
    {
        var last = key.Length == 0 ? '\0' : key[^1];
        if (jamo < '\u11A8' && last is >= '\u1100' and <= '\u1112')
            key[^1] = (char)(0xAC00 + ((((last - 0x1100) * 21) + (jamo - 0x1161)) * 28));
        else if (jamo >= '\u11A8' && last is >= '\uAC00' and <= '\uD7A3' && (last - 0xAC00) % 28 == 0)
            key[^1] += (char)(jamo - 0x11A7);
        else key.Append(jamo);
    }

    /// <summary>What readers do not see or may leave out: joiners, variation selectors, Arabic vowel points and stretching, Hebrew points.</summary>
    private static bool IsDropped(char c) => c is '\u200C' or '\u200D' or (>= '\uFE00' and <= '\uFE0F') or (>= '\u064B' and <= '\u0652') or '\u0640'
        or '\u0670' or (>= '\u0591' and <= '\u05BD') or '\u05BF' or '\u05C1' or '\u05C2' or '\u05C4' or '\u05C5' or '\u05C7';
}
