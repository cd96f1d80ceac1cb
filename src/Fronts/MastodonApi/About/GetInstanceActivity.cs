using System.Globalization;
using Antiphon.Http;
using Antiphon.People;

namespace Antiphon.MastodonApi.About;

/// <summary>The last twelve weeks, all figures as text. "Logins" are members who posted: what else they did in a past week is not kept.</summary>
[Endpoint("GET", "/api/v1/instance/activity", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstanceActivity(Weeks weeks) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        json.WriteStartArray();
        foreach (var week in weeks.Now())
        {
            json.WriteStartObject();
            json.WriteString("week"u8, Text(week.Starts / 1000));
            json.WriteString("statuses"u8, Text(week.Posts));
            json.WriteString("logins"u8, Text(week.Active));
            json.WriteString("registrations"u8, Text(week.Joined));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
