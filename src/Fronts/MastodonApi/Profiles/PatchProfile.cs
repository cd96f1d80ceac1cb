using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Changes one's own profile; some apps say PUT where others say PATCH, and both leave what is not given.</summary>
[Endpoint("PATCH", "/api/v1/profile", Allow.Members, Scope.WriteAccounts, MaxBody = ProfileForm.MaxBytes)]
[Endpoint("PUT", "/api/v1/profile", Allow.Members, Scope.WriteAccounts, MaxBody = ProfileForm.MaxBytes)]
internal sealed class PatchProfile(ProfileForm form, ProfileJson profile) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var changed = await form.Change(request);
        if (changed.Ok) await request.Json(json => profile.Write(json, changed.Value));
        else await request.Refuse(changed.Refusal);
    }
}
