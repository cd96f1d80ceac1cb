using System.Collections.Frozen;

namespace Antiphon.Answers.Recognition;

/// <summary>Words by which one can tell, without understanding a text, that its author speaks of themselves, or of others. Folded as <see cref="Tokens"/> folds them.</summary>
internal static class Phrasebook
{
    /// <summary>First person singular, in the languages that this rule knows.</summary>
    public static readonly FrozenSet<string> FirstPerson = Words(
        "i im ive id ill my mine myself je jai mon ma mes moi yo mi mis mio ich mir mich mein meine meinen meiner io mio mia ho eu meu minha tive ik mijn jag min mitt mina ben benim я меня мне мой моя أنا لي میں मैं मुझे मेरा");

    /// <summary>Reporting, supporting, denying: the phrase is then not its author's own statement.</summary>
    public static readonly FrozenSet<string> Frames = Words(
        "not no support supporting supports solidarity stand standing believe proud brave movement trending hashtag read reading heard seeing everyone everybody women people who she he they her his their says said saying "
        + "pas soutien soutiens solidarite mouvement ceux celles elle ils elles apoyo solidaridad movimiento quienes ella ellas ellos nicht unterstutze solidaritat bewegung alle sie die wer sostegno movimento apoio niet steun stod");

    private static FrozenSet<string> Words(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static w => Posts.Text.Hashtags.Fold(w)).ToFrozenSet(StringComparer.Ordinal);
}
