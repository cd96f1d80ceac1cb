using System.Buffers;
using System.Globalization;
using System.Text;
using Antiphon.Posts.Text;

namespace Antiphon.Answers.Recognition;

/// <summary>A text in tokens. One pass, nothing looked at twice; the array is rented, so dispose it.</summary>
internal ref struct Tokens
{
    private Token[] array;
    private int count;

    public Tokens(string text)
    {
        array = ArrayPool<Token>.Shared.Rent(Math.Min(text.Length + 1, 256));
        var at = 0;
        foreach (var entity in Entities.Find(text))
        {
            Plain(text, at, entity.Start);
            var kind = entity.Kind switch { EntityKind.Hashtag => Kind.Tag, EntityKind.Mention => Kind.Mention, _ => Kind.Link };
            Add(kind, entity.Start, entity.End, kind == Kind.Tag ? Folding.Hash(entity.Value) : 0);
            at = entity.End;
        }

        Plain(text, at, text.Length);
    }

    public readonly Span<Token> All => array.AsSpan(0, count);

    public void Dispose()
    {
        ArrayPool<Token>.Shared.Return(array);
        array = [];
        count = 0;
    }

    private void Add(Kind kind, int start, int end, ulong hash = 0)
    {
        if (count == array.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(array.Length * 2);
            array.AsSpan().CopyTo(larger);
            ArrayPool<Token>.Shared.Return(array);
            array = larger;
        }

        array[count++] = new Token { Kind = kind, Start = start, End = end, Hash = hash };
    }

    private void Plain(string text, int at, int end)
    {
        while (at < end)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                at = Word(text, at, end);
                continue;
            }

            if (c == ' ' || Folding.IsInvisible(c))
            {
                at++;
                continue;
            }

            at = c < 128 ? Sign(text, at, new Rune(c), 1) : NotAscii(text, at, end);
        }
    }

    private int NotAscii(string text, int at, int end)
    {
        var rune = Letters.RuneAt(text.AsSpan(0, end), at, out var length);
        if (!Letters.IsWord(rune)) return Sign(text, at, rune, length);
        if (!Scripts.HasNoSpaces(rune.Value)) return Word(text, at, end);
        var next = Marks(text, at + length, end);
        Add(Kind.Glyph, at, next, Folding.Hash(text.AsSpan(at, next - at)));
        return next;
    }

    /// <summary>A vowel or tone sign belongs to the letter before it.</summary>
    private static int Marks(string text, int at, int end)
    {
        while (at < end && text[at] >= 128 && (IsMark(text[at]) || Folding.IsInvisible(text[at]))) at++;
        return at;
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        || c is '\u0E33' or '\u0EB3'; // Thai and Lao am: a letter in name, a vowel sign in fact

    private int Word(string text, int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c) || Folding.IsInvisible(c)) at++;
            else if (Folding.IsApostrophe(c) && at > start && Continues(text, at + 1, end)) at++;
            else if (c < 128) break;
            else
            {
                var rune = Letters.RuneAt(text.AsSpan(0, end), at, out var length);
                if (!Letters.IsWord(rune) || Scripts.HasNoSpaces(rune.Value)) break;
                at += length;
            }
        }

        Add(Kind.Word, start, at, Folding.Hash(text.AsSpan(start, at - start)));
        return at;
    }

    private static bool Continues(string text, int at, int end)
    {
        if (at >= end) return false;
        var rune = Letters.RuneAt(text.AsSpan(0, end), at, out _);
        return Rune.IsLetter(rune) && !Scripts.HasNoSpaces(rune.Value);
    }

    private int Sign(string text, int at, Rune rune, int length)
    {
        var kind = Punctuation.KindOf(rune, text, at);
        if (kind is null) return at + length;
        var repeats = count > 0 && array[count - 1].Kind == kind && kind is Kind.Stop or Kind.Line or Kind.Other or Kind.Break && array[count - 1].End == at;
        if (repeats) array[count - 1].End = at + length;
        else Add(kind.Value, at, at + length, kind == Kind.Quote ? Punctuation.Quotation(rune, text, at) : 0);
        return at + length;
    }
}
