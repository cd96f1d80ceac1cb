using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Profiles;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("DELETE", "/api/v1/profile/avatar", Allow.Members, Scope.WriteAccounts)]
internal sealed class DeleteProfileAvatar(ChangeProfile profile, CredentialAccountJson credential) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var changed = await profile.Run(request.Viewer.Id, new ProfileChange(Avatar: string.Empty));
        if (changed.Ok) await request.Json(json => credential.Write(json, changed.Value));
        else await request.Refuse(changed.Refusal);
    }
}
