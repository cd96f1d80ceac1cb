namespace Antiphon.Answers.Recognition;

/// <summary>Says what a post is to one call. Pure, deterministic, safe to share between threads.</summary>
public sealed class Recogniser
{
    /// <summary>The version of the rules; a judgement is repeatable under the version that made it.</summary>
    public const int RuleVersion = 1;

    /// <summary>Makes a recogniser for a call.</summary>
    public Recogniser(CallTerms terms) => Terms = terms;

    /// <summary>What the call asks for.</summary>
    public CallTerms Terms { get; }

    /// <summary>Judges a post.</summary>
    public Judgement Judge(Words words) => throw new NotSupportedException();

    /// <summary>Judges a row without text.</summary>
    public static Judgement Judge(RowWords row) => throw new NotSupportedException();

    /// <summary>The author's own words.</summary>
    public string OwnWords(Words words) => throw new NotSupportedException();
}
