using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>What apps start from. The keys are these very words.</summary>
[Endpoint("GET", "/api/v1/preferences", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetPreferences(Members members) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var preferences = members.Find(request.Viewer.Id)?.Preferences;
        return request.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("posting:default:visibility"u8, Visibilities.Name((Visibility)(preferences?.Visibility ?? 0)));
            json.WriteBoolean("posting:default:sensitive"u8, preferences?.Sensitive == true);
            json.Text("posting:default:language"u8, preferences?.Language);
            json.WriteString("posting:default:quote_policy"u8, "public"u8);
            json.WriteString("reading:expand:media"u8, "default"u8);
            json.WriteBoolean("reading:expand:spoilers"u8, false);
            json.WriteBoolean("reading:autoplay:gifs"u8, false);
            json.WriteEndObject();
        });
    }
}
