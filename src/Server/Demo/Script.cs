namespace Antiphon.Server.Demo;

/// <summary>What somebody does in the story.</summary>
public enum Act
{
    /// <summary>A post that stands free.</summary>
    Post,

    /// <summary>A reply to the call, or to another line.</summary>
    Reply,

    /// <summary>A quote of the call.</summary>
    Quote,

    /// <summary>A reply to the call, told through the story form.</summary>
    Story,

    /// <summary>The button on the call's page.</summary>
    Press,

    /// <summary>Boosts the call or a line.</summary>
    Boost,

    /// <summary>Likes the call or a line.</summary>
    Like,
}

/// <summary>Where a line puts who says it.</summary>
public enum Puts
{
    Nowhere,
    Answered,
    Joined,
    Amplified,
}

/// <summary>One thing that one of the cast does.</summary>
/// <param name="Minute">Of the story, from the call on.</param>
/// <param name="To">The key of the line that it is about; empty for the call.</param>
/// <param name="Key">How other lines name this one.</param>
public sealed record ScriptLine(int Minute, CastMember Who, Act Act, Puts Puts, string Text = "", string Key = "", string To = "");

/// <summary>The story of one call, from its first minute to its second day. A test holds every line against what it claims to be.</summary>
public static class Script
{
    /// <summary>Up to here the story has been told when the demo opens its door.</summary>
    public const int DoorOpens = 22 * 60;

    public static readonly IReadOnlyList<ScriptLine> Lines =
    [
        new(2, Cast.Ravi, Act.Reply, Puts.Answered, "Me too. You know which night."),
        new(6, Cast.Lena, Act.Reply, Puts.Answered, "Ich auch.", "lena"),
        new(9, Cast.Maren, Act.Boost, Puts.Amplified),
        new(14, Cast.Tomas, Act.Reply, Puts.Answered, "Yo también, y con fiebre. La cocina no cierra."),
        new(21, Cast.Kofi, Act.Post, Puts.Answered, "#WorkedIll"),
        new(33, Cast.Amina, Act.Quote, Puts.Answered, "Moi aussi. Trois hivers de suite.", "amina"),
        new(41, Cast.Bot, Act.Reply, Puts.Joined, "me too"),
        new(52, Cast.Noor, Act.Post, Puts.Joined, "People are answering a question about sick days with two words, and the list does not end: #WorkedIll. If you set shift plans, read it.", "noor"),
        new(65, Cast.Ravi, Act.Like, Puts.Answered, To: "lena"),
        new(70, Cast.Imre, Act.Reply, Puts.Nowhere, "Lena, thank you. How is it on your floor now?", "imre", "lena"),
        new(83, Cast.Lena, Act.Reply, Puts.Nowhere, "Two colleagues out, nobody sent to replace them. So the third one comes in with a cough. It is always like that.", To: "imre"),
        new(95, Cast.Piotr, Act.Reply, Puts.Answered, "ja też"),
        new(
            130, Cast.Ines, Act.Story, Puts.Answered,
            "Me too. I was four months into the job at the till and on a contract that ended every month. I had a fever and no voice. I stood there for nine hours because the first two days of being ill are not paid, "
            + "and the rent was due on Friday. A customer asked me twice whether I was all right. My manager did not. I was ill for three weeks after that instead of three days.",
            "ines"),
        new(150, Cast.Maren, Act.Like, Puts.Amplified, To: "ines"),
        new(160, Cast.Noor, Act.Reply, Puts.Nowhere, "Inês, may I write to you? Only if you want to, and without a name.", To: "ines"),
        new(300, Cast.Yuki, Act.Reply, Puts.Answered, "私も"),
        new(420, Cast.Imre, Act.Press, Puts.Answered),
        new(600, Cast.Imre, Act.Post, Puts.Nowhere, "The van is loaded. I looked at the number before I started the engine and had to sit for a moment."),
        new(760, Cast.Kofi, Act.Boost, Puts.Answered, To: "noor"),
        new(
            900, Cast.Kofi, Act.Story, Puts.Answered,
            "Me too. Broken rib, six storeys up. I said I had slept badly. If you are off the site for a day they call the next man on the list, and I had waited two years to be on that list. "
            + "I tied myself to the frame and did not lift anything with my left. Nobody asked, and I did not say. That is how it works."),
        new(1_080, Cast.Amina, Act.Reply, Puts.Nowhere, "On est nombreux. Je ne le savais pas.", To: "amina"),
        new(1_260, Cast.Noor, Act.Post, Puts.Joined, "One day of #WorkedIll. I asked three employers for a comment. One has answered so far, and asked me not to print it."),

        // From here on the door is open.
        new(1_323, Cast.Imre, Act.Post, Puts.Nowhere, "Good morning to everyone who has just come in. Read first, answer if it concerns you, and leave if it is too much. It will still be here."),
        new(1_329, Cast.Tomas, Act.Boost, Puts.Answered),
        new(1_338, Cast.Ravi, Act.Reply, Puts.Nowhere, "I have read answers for an hour. I sorted parcels for some of these streets.", "ravi"),
        new(1_346, Cast.Imre, Act.Reply, Puts.Nowhere, "And I bring them bread. Funny how one never meets.", To: "ravi"),
        new(1_362, Cast.Yuki, Act.Story, Puts.Answered,
            "Me too. I drove the number 12 with a stomach illness for two days because there was nobody for the early run. I stopped at the depot's lavatory between rounds. "
            + "I was afraid of an accident all day long. I am a careful driver and I was not careful on those days, because I could not afford to be ill in a month with five weeks."),
        new(1_380, Cast.Noor, Act.Reply, Puts.Nowhere, "For those who ask me where the figure comes from: open the call's page. It says which part was seen here and which came from elsewhere.", To: "noor"),
        new(1_400, Cast.Piotr, Act.Post, Puts.Answered, "Me too, every winter since I was nineteen. #WorkedIll"),
        new(1_440, Cast.Imre, Act.Post, Puts.Nowhere, "I called, and I did not know what I called. Thank you."),
    ];
}
