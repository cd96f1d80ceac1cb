using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People.Security;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Sends the letter again that confirms the address, to another address if one is given: only while none is confirmed.</summary>
[Endpoint("POST", "/api/v1/emails/confirmations", Allow.Members, Scope.WriteAccounts, Rate = Rate.Secrets)]
internal sealed class PostEmailConfirmations(ChangeEmail changeEmail, Site site) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var sent = await changeEmail.Unconfirmed(request.Viewer.Id, request.Params.Filled("email"), secret => new Uri(site.To("/confirm/" + secret)), request.Aborted);
        if (sent.Ok) await request.Empty();
        else await request.Refuse(sent.Refusal);
    }
}
