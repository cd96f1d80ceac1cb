using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Antiphon.Access;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.People.Security;
using Antiphon.Posts;
using Antiphon.Server.Configuration;
using Antiphon.Server.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Antiphon.Server.Tests.Harness;

/// <summary>
/// A whole server inside the tests' process: over HTTP like anybody's, by the same composition, with the house's own operations and its table of routes at hand.
/// For what is tested over every route or needs a state that no route makes; <see cref="RunningServer"/> is for what concerns the process.
/// </summary>
public sealed class OpenHouse : IAsyncDisposable
{
    public const string Password = "the landlord kept it";

    private readonly WebApplication app;
    private readonly Opened opened;

    private OpenHouse(WebApplication app, Opened opened, string url, ConcurrentQueue<string> errors)
    {
        this.app = app;
        this.opened = opened;
        Url = url;
        Errors = errors;
        Http = Client();
    }

    public string Url { get; }

    /// <summary>Without credentials, cookies or redirects.</summary>
    public HttpClient Http { get; }

    /// <summary>What was logged as an error: bugs that a stranger was answered 500 for.</summary>
    public ConcurrentQueue<string> Errors { get; }

    /// <summary>The file of the database (SQLite).</summary>
    public string Database => opened.Directory.File("antiphon.db");

    public string MediaFolder => opened.Directory.File("media");

    /// <summary>Every route there is.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <param name="settings">As on the command line: <c>("--limits-secrets", "5")</c>.</param>
    public static async Task<OpenHouse> Start(params (string Flag, string Value)[] settings)
    {
        var directory = DataDirectory.Prepare(System.IO.Directory.CreateTempSubdirectory("antiphon-house-").FullName, "--data");
        var flags = settings.ToDictionary(static one => one.Flag, static one => one.Value);
        flags.TryAdd("--urls", "http://127.0.0.1:0");

        // Few rounds: what is tested is who may enter, and not how long it takes.
        flags.TryAdd("--people-hash-rounds", "1000");
        var sources = SettingSources.Read(directory.Path, flags, static _ => null);
        var listening = Listening.From(sources);
        var errors = new ConcurrentQueue<string>();
        var logs = new LoggerFactory([new ErrorsTo(errors)]);
        var happenings = new Happenings(NullLogger<Happenings>.Instance);
        var store = await Composition.OpenStore(directory, sources, happenings, TimeProvider.System);
        var opened = new Opened(store, happenings, TimeProvider.System, directory, sources, listening.Site);
        var app = Doors.Build(opened, listening, logs);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OpenHouse(app, opened, $"http://127.0.0.1:{listening.Doors[0].Port}", errors);
    }

    /// <summary>A part of the house.</summary>
    public T Get<T>()
        where T : notnull => (T)app.Services.GetService(typeof(T))!;

    public async Task<Account> Member(string name, Role role = Role.Member)
    {
        var made = await Get<CreateMember>().Run(name, Password, $"{name}@example.org", role);
        Assert.Null(made.Refusal);
        return Get<Accounts>().Find(made.Value.Account)!;
    }

    public async Task<PostCard> Post(Account by, Draft draft)
    {
        var written = await Get<WritePost>().Write(by, draft);
        Assert.Null(written.Refusal);
        return written.Value;
    }

    /// <summary>A client with a token of this member; the caller disposes of it.</summary>
    public async Task<HttpClient> App(Account member, string scopes = "profile read write follow push")
    {
        var token = await Get<IssueToken>().ForOperator(member.Username, scopes);
        Assert.Null(token.Refusal);
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value.Text);
        return client;
    }

    /// <summary>A client with a browser session of this member, whose forms come from our own pages; the caller disposes of it.</summary>
    public async Task<HttpClient> Browser(Account member)
    {
        var step = await Get<SignIn>().WithPassword(member.Username, Password);
        var who = Assert.IsType<SignInStep.Complete>(step.Value).Who;
        var session = await Get<Sessions>().Start(who, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        Assert.Null(session.Refusal);
        var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", "session=" + session.Value.Secret);
        client.DefaultRequestHeaders.Add("Origin", Url);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <param name="from">The address that it calls from: all of 127.0.0.0/8 is this machine.</param>
    public HttpClient Client(IPAddress? from = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (from is not null)
        {
            handler.ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return new HttpClient(handler) { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await opened.Store.DisposeAsync();
        System.IO.Directory.Delete(opened.Directory.Path, recursive: true);
    }

    private sealed class ErrorsTo(ConcurrentQueue<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) errors.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
