using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.OAuth;
using Antiphon.People.Joining;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Signs somebody up through an app, which gets their token; where an administrator must approve first, the token is of use from then on.</summary>
[Endpoint("POST", "/api/v1/accounts", Allow.Apps, Scope.WriteAccounts, Rate = Rate.Secrets)]
internal sealed class PostAccounts(SignUp signUp, Access.Apps apps, IssueToken issue, Site site) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var issued = await Join(request);
        if (issued.Ok) await TokenJson.Answer(request, issued.Value);
        else await request.Refuse(issued.Refusal);
    }

    private async Task<Outcome<IssuedToken>> Join(Request request)
    {
        var (p, token) = (request.Params, request.Caller.Token!);
        if (apps.Find(token.App) is not { } app) return Refusal.SignInNeeded;
        if (!p.Is("agreement")) return Refusal.Invalid("agreement", "must be accepted");
        var form = new SignUpForm(
            p.Text("username") ?? string.Empty, p.Text("password") ?? string.Empty, p.Text("email"), p.Text("reason"), p.Text("invite_code"), Language(p.Filled("locale")), AgreesToRules: true);
        var joined = await signUp.Run(form, secret => new Uri(site.To("/confirm/" + secret)), request.Aborted);
        return joined.Ok ? await issue.ForMember(app, joined.Value.Account, token.Scopes) : joined.Refusal;
    }

    /// <summary>The language out of a locale: apps send "en-GB" and "en_GB" for the texts that they show; posts are in "en".</summary>
    private static string? Language(string? locale) => locale?.Split('-', '_')[0].ToLowerInvariant();
}
