using System.Net;
using Antiphon.Access;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>An answer that was read, as far as it ends.</summary>
internal sealed record Got(HttpStatusCode Status, string Body, HttpResponseMessage Answer)
{
    public string Location => Answer.Headers.NonValidated.TryGetValues("Location", out var sent) ? sent.ToString() : string.Empty;

    public string Cache => Answer.Headers.NonValidated.TryGetValues("Cache-Control", out var sent) ? sent.ToString() : string.Empty;

    /// <summary>Whether whoever asked is sent to prove who they are.</summary>
    public bool AsksWho => Status == HttpStatusCode.Unauthorized || (Status == HttpStatusCode.SeeOther && Location.StartsWith("/sign-in?back=", StringComparison.Ordinal));

    public bool OutOfScope => Status == HttpStatusCode.Forbidden && Body.Contains("outside the authorized scopes", StringComparison.Ordinal);

    public bool ForStaff => Status == HttpStatusCode.Forbidden && Body.Contains("for those who run this server", StringComparison.Ordinal);

    public bool FromElsewhere => Status == HttpStatusCode.Forbidden && (Body.Contains("not sent from a page of this server", StringComparison.Ordinal) || Body.Contains("can only be read", StringComparison.Ordinal));

    public bool Refused => AsksWho || OutOfScope || ForStaff || FromElsewhere;
}

/// <summary>One server with somebody of every rank, a post and a call, for the tests that walk through all routes.</summary>
public sealed class RouteHouse : IAsyncLifetime
{
    private readonly Dictionary<string, string> tokens = [];

    public OpenHouse House { get; private set; } = null!;

    internal IReadOnlyList<RouteLine> Lines { get; private set; } = [];

    public Account Member { get; private set; } = null!;

    public PostCard Post { get; private set; } = null!;

    /// <summary>Accounts by their rank.</summary>
    public Dictionary<Role, Account> ByRole { get; } = [];

    public async ValueTask InitializeAsync()
    {
        House = await OpenHouse.Start(("--limits-secrets", "1000000"));
        Lines = RouteLine.All(House.Routes);
        foreach (var role in Enum.GetValues<Role>()) ByRole[role] = await House.Member(role.ToString().ToLowerInvariant(), role);
        Member = ByRole[Role.Member];
        Post = await House.Post(Member, new Draft("A post for everybody #WorkedIll", Visibility.Public));
        var opened = await House.Get<OpenCall>().Open(ByRole[Role.Owner], new CallDraft("Who went to work ill?", ["me too"], ["WorkedIll"], "worked-ill"));
        Assert.Null(opened.Refusal);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <summary>A path of the route: to what is there, or to what is nowhere.</summary>
    internal string Path(RouteLine line, bool real = false)
    {
        var path = "/" + line.Pattern;
        foreach (var (part, there) in new Dictionary<string, string>
        {
            ["{slug}"] = "worked-ill", ["{name}"] = line.Pattern.StartsWith("api", StringComparison.Ordinal) ? "WorkedIll" : "member", ["{hashtag}"] = "WorkedIll", ["{tag}"] = "WorkedIll",
            ["{id:long}"] = Post.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["{id}"] = (line.Pattern.Contains("statuses", StringComparison.Ordinal) ? Post.Id : Member.Id).ToString(System.Globalization.CultureInfo.InvariantCulture),
        })
        {
            path = path.Replace(part, real ? there : part.Contains(":long", StringComparison.Ordinal) || part == "{id}" ? "999999999" : "nothing", StringComparison.Ordinal);
        }

        path = path.Replace("{tab?}", string.Empty, StringComparison.Ordinal).Replace("{which:regex(^followers$|^following$)}", "followers", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(path, @"\{[^{}]*\((\^|\()*([a-z]+)[^{}]*\}|\{[^{}]*\}", static match => match.Groups[2].Success ? match.Groups[2].Value : "nothing").TrimEnd('/') is { Length: > 0 } filled ? filled : "/";
    }

    internal static async Task<Got> Send(HttpClient client, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream") return new Got(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
        answer.Dispose();
        return new Got(answer.StatusCode, string.Empty, answer);
    }

    /// <summary>A client with a token of exactly these scopes.</summary>
    internal async Task<HttpClient> App(string scopes, Account? of = null)
    {
        var key = $"{(of ?? Member).Username} {scopes}";
        if (!tokens.TryGetValue(key, out var token))
        {
            var issued = await House.Get<IssueToken>().ForOperator((of ?? Member).Username, scopes);
            Assert.Null(issued.Refusal);
            tokens[key] = token = issued.Value.Text;
        }

        var client = House.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>A client with the token of an app that acts for nobody.</summary>
    internal async Task<HttpClient> AppAlone()
    {
        var app = await House.Get<RegisterApp>().Run("Lamp", [Access.App.OutOfBand], "read write follow push profile", null);
        var issued = await House.Get<IssueToken>().ForApp(app.Value.App, ScopeSet.Parse("read write follow push profile").Value);
        var client = House.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", issued.Value.Text);
        return client;
    }
}
