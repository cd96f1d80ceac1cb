using System.Text;
using System.Text.Json;
using Antiphon.Tally;

namespace Antiphon.Server.Simulation;

/// <summary>What somebody made up says, and what it is to the call.</summary>
/// <param name="Ring">Where it puts them when it stands free or under the call; None says nothing of the call.</param>
internal sealed record Saying(string Text, string? Language, Ring Ring, bool Story = false)
{
    /// <summary>As it stands in a line.</summary>
    public byte[] Json { get; } = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(Text)}\"{(Language is null ? string.Empty : $",\"language\":\"{Language}\"")}");
}

/// <summary>
/// Invented sentences, neutral ones: nobody's words. A test holds each against the recogniser. Shares follow what was published of the weekend: a quarter is nothing but the words (under the
/// call three quarters), 11 % tell what happened, 47 % answer at all.
/// </summary>
internal static class Sayings
{
    public static readonly Saying[] Bare =
    [
        new("Me too.", null, Ring.Answered), new("me too", null, Ring.Answered), new("#WorkedIll", null, Ring.Answered), new("Me too #WorkedIll", "en", Ring.Answered), new("ME TOO", null, Ring.Answered),
        new("Yo también.", "es", Ring.Answered), new("Moi aussi.", "fr", Ring.Answered), new("Ich auch.", "de", Ring.Answered), new("#workedill", null, Ring.Answered), new("me too.", "en", Ring.Answered),
    ];

    public static readonly Saying[] Own =
    [
        new("Me too. Every winter.", "en", Ring.Answered), new("I did, for years. #WorkedIll", "en", Ring.Answered), new("Me too, and I am not proud of it.", "en", Ring.Answered),
        new("Me too. Three times last year.", "en", Ring.Answered), new("Yo también. Dos veces.", "es", Ring.Answered), new("Ich auch. Immer wieder.", "de", Ring.Answered),
        new("Moi aussi. Tous les hivers.", "fr", Ring.Answered), new("I went in with a fever. #WorkedIll", "en", Ring.Answered),
    ];

    public static readonly Saying[] Stories =
    [
        new(
            "Me too. I went to work with a fever for a week because the first days of being ill were not paid. I told nobody about it, and I did my hours like everybody else.", "en", Ring.Answered, Story: true),
        new(
            "I carried boxes with a bad back for a month because my contract was about to end. I could not afford to be the one who stayed home that week. #WorkedIll", "en", Ring.Answered, Story: true),
        new(
            "Me too. I drove the early bus with a stomach illness because there was nobody else for it, and I was afraid that they would not ask me again after that.", "en", Ring.Answered, Story: true),
    ];

    public static readonly Saying[] About =
    [
        new("Reading #WorkedIll on the way home and looking at the faces around me.", "en", Ring.Joined), new("If you write shift plans, read #WorkedIll before the next one.", "en", Ring.Joined),
        new("The numbers under #WorkedIll are people, the page says.", "en", Ring.Joined), new("Is #WorkedIll only about wages, or about fear as well?", "en", Ring.Joined),
        new("Employers should answer #WorkedIll with better rules.", "en", Ring.Joined),
    ];

    public static readonly Saying[] Talk =
    [
        new("Thank you for asking this.", "en", Ring.None), new("How is it where you are?", "en", Ring.None), new("I am sorry to hear it.", "en", Ring.None), new("What would have to change?", "en", Ring.None),
    ];

    /// <summary>With a quote of the call, and nothing of one's own.</summary>
    public static readonly Saying[] Passing = [new("Please read this.", "en", Ring.Amplified), new("This, all day.", "en", Ring.Amplified)];

    public static Saying Free(ref Draws draws) => draws.Below(1000) switch
    {
        < 254 => From(ref draws, Bare),
        < 364 => From(ref draws, Own),
        < 474 => From(ref draws, Stories),
        _ => From(ref draws, About),
    };

    public static Saying UnderTheCall(ref Draws draws) => draws.Below(1000) switch
    {
        < 727 => From(ref draws, Bare),
        < 830 => From(ref draws, Own),
        < 900 => From(ref draws, Stories),
        _ => From(ref draws, Talk),
    };

    public static Saying Quoting(ref Draws draws) => draws.Below(2) == 0 ? From(ref draws, Own) : From(ref draws, Passing);

    public static Saying Comment(ref Draws draws) => From(ref draws, Talk);

    private static Saying From(ref Draws draws, Saying[] all) => all[draws.Below(all.Length)];
}
