using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Changes one's own profile and what one's posts start from; what is not given stays.</summary>
[Endpoint("PATCH", "/api/v1/accounts/update_credentials", Allow.Members, Scope.WriteAccounts, MaxBody = ProfileForm.MaxBytes)]
internal sealed class PatchUpdateCredentials(ProfileForm form, CredentialAccountJson credential) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var changed = await form.Change(request);
        if (changed.Ok) await request.Json(json => credential.Write(json, changed.Value));
        else await request.Refuse(changed.Refusal);
    }
}
