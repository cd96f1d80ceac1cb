using System.Globalization;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Server.Running;

namespace Antiphon.Server.Demo;

/// <summary>The demo's people in a house. They use the same operations as everybody: what they cannot do, nobody can.</summary>
internal sealed class Stage(House house)
{
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);

    /// <summary>The call, once it is open.</summary>
    public Call? Call => house.Get<AllCalls>().Find(Cast.CallSlug);

    /// <summary>Makes the cast's accounts, the operator's first, and opens the call in the caller's name.</summary>
    public async Task Enter()
    {
        foreach (var one in Cast.Everyone) await Join(one, one == Cast.Maren ? Role.Owner : Role.Member).ConfigureAwait(false);
        if (Call is not null) return;
        var draft = new CallDraft(Cast.CallWording, Cast.CallPhrases, [Cast.CallHashtag], Cast.CallSlug, Cast.SuggestedBy, Language: Cast.Imre.Language);
        var opened = await house.Get<OpenCall>().Open(Account(Cast.Imre), draft).ConfigureAwait(false);
        if (!opened.Ok) throw new InvalidOperationException($"The demo's call could not be opened: {opened.Refusal.Message}");
    }

    /// <summary>Says one line of the script. A line that was said before the demo was started again is found and not said twice.</summary>
    public async Task Say(ScriptLine line, int number)
    {
        var target = line.To.Length == 0 ? Call!.Post : lines.GetValueOrDefault(line.To, Call!.Post);
        var said = await Do(Account(line.Who), line.Act, line.Text, target, line.Who.Language, string.Create(CultureInfo.InvariantCulture, $"demo-{number}")).ConfigureAwait(false);
        if (line.Key.Length > 0 && said != 0) lines[line.Key] = said;
    }

    /// <summary>Where the lines with a key are, for a demo that is started again.</summary>
    public IReadOnlyDictionary<string, long> Lines => lines;

    public void Remember(IReadOnlyDictionary<string, long> known)
    {
        foreach (var (key, post) in known) lines[key] = post;
    }

    /// <summary>Lets one of the many come and do what they do.</summary>
    /// <returns>The account and its post, for those who take it back later; null otherwise.</returns>
    public async Task<(long Account, long Post)?> Crowd(int number)
    {
        var one = new CastMember(Demo.Crowd.Name(number), Demo.Crowd.DisplayName(number), string.Empty);
        await Join(one, Role.Member).ConfigureAwait(false);
        var act = Demo.Crowd.ActOf(number);

        // Every third boosts or likes somebody's answer instead of the call.
        var target = number % 3 == 0 && lines.Count > 0 ? lines.Values.ElementAt(number % lines.Count) : Call!.Post;
        var said = await Do(Account(one), act.Act, act.Text, act.Act is Act.Like or Act.Boost ? target : Call!.Post, null, $"demo-{one.Name}").ConfigureAwait(false);
        return act.Later && said != 0 ? (Account(one).Id, said) : null;
    }

    public Task TakeBack((long Account, long Post) said) => house.Get<DeletePost>().Delete(said.Account, said.Post);

    private Account Account(CastMember one) => house.Get<Accounts>().Local(one.Name) ?? throw new InvalidOperationException($"{one.Name} is not in the demo's house.");

    private async Task Join(CastMember one, Role role)
    {
        if (house.Get<Accounts>().Local(one.Name) is not null) return;
        var made = await house.Get<CreateMember>().Run(one.Name, Cast.Password, null, role).ConfigureAwait(false);
        if (!made.Ok) throw new InvalidOperationException($"{one.Name} could not come to the demo: {made.Refusal.Message}");
        await house.Get<ChangeProfile>().Run(made.Value.Account, new ProfileChange(one.DisplayName, one.Bio, Bot: one.Bot, Discoverable: true)).ConfigureAwait(false);
    }

    /// <summary>Answers the post that came of it, or 0.</summary>
    private async Task<long> Do(Account who, Act act, string text, long target, string? language, string once)
    {
        switch (act)
        {
            case Act.Press:
                await house.Get<Press>().Answer(who, Cast.CallSlug).ConfigureAwait(false);
                return 0;
            case Act.Like:
                await house.Get<React>().Add(who, target, ReactionKind.Like).ConfigureAwait(false);
                return 0;
            case Act.Boost:
                await house.Get<Boost>().Add(who, target).ConfigureAwait(false);
                return 0;
            default:
                var draft = new Draft(
                    text,
                    ReplyTo: act is Act.Reply or Act.Story ? target : null,
                    QuoteOf: act == Act.Quote ? Call!.Post : null,
                    Language: language,
                    IdempotencyKey: once,
                    Story: act == Act.Story);
                var written = await house.Get<WritePost>().Write(who, draft).ConfigureAwait(false);
                return written.Ok ? written.Value.Id : 0;
        }
    }
}
