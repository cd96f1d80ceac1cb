namespace Antiphon.Server.Demo;

/// <summary>Somebody made up.</summary>
/// <param name="Name">The user name; letters, digits and underscores.</param>
/// <param name="Language">What they write in.</param>
public sealed record CastMember(string Name, string DisplayName, string Bio, string Language = "en", bool Bot = false);

/// <summary>
/// The people of the demo and of the tests, and the call that they are about. All of them are made up, and so is everything they say. Nothing here refers to the rest of the program,
/// so that every test assembly can hold the file.
/// </summary>
public static class Cast
{
    /// <summary>Of every member of the cast: a demo's doors are open.</summary>
    public const string Password = "one call, answered";

    public const string CallSlug = "worked-ill";

    public const string CallHashtag = "WorkedIll";

    public const string CallWording =
        "If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".\n\n"
        + "No names, no story needed. I only want us to see how many we are. #WorkedIll";

    public const string SuggestedBy = "Ravi, on the night shift";

    /// <summary>What answers the call; the first stands on the button.</summary>
    public static readonly IReadOnlyList<string> CallPhrases = ["me too", "moi aussi", "yo también", "ich auch", "eu também", "ja też", "én is", "私も"];

    /// <summary>Runs the server.</summary>
    public static readonly CastMember Maren = new("maren", "Maren Holt", "I keep this server running. Write to me when something is wrong.");

    /// <summary>Calls.</summary>
    public static readonly CastMember Imre = new("imre", "Imre Szabó", "Drives the early bread van. Back home by noon, asleep by eight.");

    public static readonly CastMember Ravi = new("ravi", "Ravi Menon", "Night shift, sorting centre. Tea before everything.");

    public static readonly CastMember Lena = new("lena", "Lena Fischer", "Care home, third floor. Two cats, one bicycle.", "de");

    public static readonly CastMember Amina = new("amina", "Amina Diallo", "I clean offices before anyone comes in.", "fr");

    public static readonly CastMember Tomas = new("tomas", "Tomás Rivera", "Cocinero. Mostly soup.", "es");

    /// <summary>Reports: speaks about the call and not of herself.</summary>
    public static readonly CastMember Noor = new("noor", "Noor Haddad", "Writes about work for a local paper. Tips welcome, names never printed unasked.");

    public static readonly CastMember Yuki = new("yuki", "Yuki Tanaka", "路線バスの運転手。週末は山。", "ja");

    public static readonly CastMember Kofi = new("kofi", "Kofi Mensah", "Scaffolder. Afraid of spiders, not of heights.");

    public static readonly CastMember Ines = new("ines", "Inês Duarte", "Supermercado, caixa 4. Leio tudo.", "pt");

    public static readonly CastMember Piotr = new("piotr", "Piotr Zając", "Warehouse by day, chess by night.", "pl");

    /// <summary>Says something about everything: its "me too" answers nothing.</summary>
    public static readonly CastMember Bot = new("hourly", "The hour", "I am a bot. I say what time it is.", Bot: true);

    public static readonly IReadOnlyList<CastMember> Everyone = [Maren, Imre, Ravi, Lena, Amina, Tomas, Noor, Yuki, Kofi, Ines, Piotr, Bot];
}
