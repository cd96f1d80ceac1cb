using System.Globalization;

namespace Antiphon.Server.Demo;

/// <summary>What one of the many does.</summary>
/// <param name="Later">Takes it back some time later.</param>
public sealed record CrowdAct(Act Act, string Text, bool Later = false);

/// <summary>
/// The many, each made from their number alone: started again, the demo goes on with the same people. Shares are chosen so that every ring, every route and every language
/// of the call is seen within some minutes.
/// </summary>
public static class Crowd
{
    private static readonly string[] Names =
    [
        "Ada", "Ahmed", "Aiko", "Ana", "Anton", "Aroha", "Asha", "Bela", "Bruno", "Carla", "Chidi", "Clara", "Daan", "Dina", "Dmitri", "Edda", "Elif", "Emil", "Esra", "Fatou", "Femi",
        "Filip", "Gita", "Greta", "Hana", "Hugo", "Ida", "Ilse", "Ivan", "Jana", "Jin", "Jonas", "Juana", "Karim", "Katya", "Kenji", "Lars", "Leila", "Lucia", "Mads", "Malika", "Marta",
        "Mei", "Milan", "Mina", "Nadia", "Niko", "Olga", "Omar", "Paula", "Pavel", "Petra", "Rana", "Rosa", "Samir", "Sara", "Simon", "Sofia", "Teo", "Thandi", "Ugo", "Vera", "Wanda", "Zora",
    ];

    private static readonly string[] Bare =
    [
        "me too", "Me too.", "Me too", "me too.", "Me too, twice last winter.", "me too — and my sister", "moi aussi", "Moi aussi, avec quarante de fièvre.", "yo también", "Yo también.", "ich auch", "Ich auch, jeden Winter.",
        "eu também", "ja też", "én is", "私も",
    ];

    private static readonly string[] Free = ["#WorkedIll", "Me too. #WorkedIll", "#WorkedIll me too", "Yo también. #WorkedIll", "Me too, with a fever and a smile. #WorkedIll", "#workedill", "Ich auch #WorkedIll"];

    private static readonly string[] About =
    [
        "Reading #WorkedIll on the bus and looking at the faces around me.", "If you run a shop, read #WorkedIll before you write the next plan.", "Is #WorkedIll only about wages, or also about fear?",
        "My students talked about #WorkedIll all morning.", "The numbers under #WorkedIll are people, says the page. I like that it says so.",
    ];

    private static readonly string[] Jobs = ["at the laundry", "in the kitchen", "on the phones", "in the depot", "at the nursery", "behind the bar", "on the line", "in the greenhouse"];

    private static readonly string[] Ills = ["a fever", "a bad back", "a migraine", "bronchitis", "a stomach bug", "a sprained wrist"];

    private static readonly string[] Whys =
    [
        "because unpaid days come out of the rent", "because my contract ended that month", "because nobody was there to take the shift", "because the last one who stayed home was not asked again",
    ];

    /// <summary>The user name of a number: <c>ada</c>, then <c>ada_2</c> in the second round.</summary>
    public static string Name(int number)
    {
        var round = number / Names.Length + 1;
        var name = DisplayName(number).ToLowerInvariant();
        return round == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{round}");
    }

    public static string DisplayName(int number) => Names[number % Names.Length];

    /// <summary>What that one does.</summary>
    public static CrowdAct ActOf(int number)
    {
        // A multiplicative hash (Knuth) instead of a random number: the same person does the same in every run.
        var drawn = unchecked((uint)number * 2_654_435_761u);
        string From(string[] texts) => texts[(drawn >> 8) % (uint)texts.Length];
        return ((drawn >> 16) % 100) switch
        {
            < 33 => new CrowdAct(Act.Press, string.Empty),
            < 58 => new CrowdAct(Act.Reply, From(Bare)),
            < 70 => new CrowdAct(Act.Post, From(Free)),
            < 76 => new CrowdAct(Act.Quote, From(Bare)),
            < 81 => new CrowdAct(Act.Story, Story(drawn)),
            < 88 => new CrowdAct(Act.Post, From(About)),
            < 93 => new CrowdAct(Act.Like, string.Empty),
            < 97 => new CrowdAct(Act.Boost, string.Empty),
            _ => new CrowdAct(Act.Reply, From(Bare), Later: true),
        };
    }

    /// <summary>
    /// People a second, here and elsewhere, at a second of the demo: a trickle, and every three quarters of a minute a burst, as after somebody with many followers has spoken.
    /// </summary>
    public static (double Here, double There) Pace(double second)
    {
        var (here, there) = (0.6 + 0.3 * Math.Sin(second / 9), 2.2 + 1.2 * Math.Sin(second / 13));
        if (second % 47 is > 20 and < 26) (here, there) = (here + 3.5, there + 14);
        if (second % 110 is > 70 and < 84) there += 28;
        return (here, there);
    }

    private static string Story(uint drawn) =>
        $"Me too. I went to work {Jobs[drawn % Jobs.Length]} with {Ills[(drawn >> 4) % Ills.Length]} {Whys[(drawn >> 12) % Whys.Length]}. I told nobody, and I did my hours. "
        + "In the evening I could not climb my own stairs. I have not forgotten it, and I would do it again, as I still could not afford not to.";
}
