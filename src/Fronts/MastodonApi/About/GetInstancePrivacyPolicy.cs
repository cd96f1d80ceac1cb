using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

/// <summary>What this software keeps of people, which is what a privacy policy is asked for; docs/safety.md names the test behind each sentence.</summary>
[Endpoint("GET", "/api/v1/instance/privacy_policy", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstancePrivacyPolicy(InstanceFacts facts) : Endpoint
{
    /// <summary>The day on which these sentences were last changed, UTC ms.</summary>
    private static readonly long Changed = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private const string Policy =
        "<p>This server keeps what you write, whom you follow, block and mute, and what you like and bookmark, until you delete it or your account. Your e-mail address is kept to sign you in and "
        + "to write to you about your account, and is shown to nobody but administrators.</p>"
        + "<p>It keeps no addresses of visitors and no texts in its logs, sets no cookies but the one that keeps you signed in, and loads nothing from other servers.</p>"
        + "<p>Public posts can be read by everybody. Posts to followers can be read by them, and direct posts by those whom they mention; administrators of the server can technically reach both.</p>"
        + "<p>Of answers to a call the number of people is published. Your answer stands under your name where you answered in public, and you can take it back.</p>"
        + "<p>You can take all that is kept of you along, and delete your account, in the settings.</p>";

    protected override Task Answer(Request request) => request.Json(json =>
    {
        var contact = facts.Settings.ContactEmail is { } email ? $"<p>{System.Net.WebUtility.HtmlEncode(email)}</p>" : string.Empty;
        json.WriteStartObject();
        json.Time("updated_at"u8, Changed);
        json.WriteString("content"u8, Policy + contact);
        json.WriteEndObject();
    });
}
