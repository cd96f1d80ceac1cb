using System.Collections.Concurrent;
using Antiphon.Live;
using Antiphon.Mail;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.People.Leaving;
using Antiphon.People.Security;
using Antiphon.Settings;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.People;

/// <summary>The house with its people, and short cuts for the tests about them.</summary>
public static class PeopleHouse
{
    public const string Password = "the landlord kept it";

    /// <param name="mail">Where letters go; none are sent without.</param>
    /// <param name="media">What the media store holds, by key.</param>
    public static Task<TestHouse> Open(StoreKind kind, PostgresServer postgres, MailOptions? mail = null, IReadOnlyDictionary<string, byte[]>? media = null, Action<IServiceCollection>? more = null) =>
        TestHouse.Open(kind, postgres, services =>
        {
            services.AddSingleton(mail ?? new MailOptions());

            // Few rounds: what is tested is who may enter, and not how long it takes.
            services.AddSingleton(new PeopleOptions { HashRounds = 1_000 });
            services.AddSingleton<OpenMedia>((key, _) => new(media is not null && media.TryGetValue(key, out var bytes) ? new MemoryStream(bytes) : null));
            services.AddPeople();
            more?.Invoke(services);
        });

    /// <summary>The page that a link of a letter leads to.</summary>
    public static Uri Link(string secret) => new($"https://example.org/once/{secret}");

    /// <summary>A member with a password, made on the command line.</summary>
    public static async Task<Account> Joins(this TestHouse house, string name, Role role = Role.Member, string? email = null)
    {
        var made = await house.Get<CreateMember>().Run(name, Password, email, role);
        Assert.Null(made.Refusal);
        return house.Get<Accounts>().Find(made.Value.Account)!;
    }

    public static async Task<SignedIn> SignsIn(this TestHouse house, string name, string password = Password)
    {
        var step = await house.Get<SignIn>().WithPassword(name, password);
        Assert.Null(step.Refusal);
        return Assert.IsType<SignInStep.Complete>(step.Value).Who;
    }

    /// <summary>A session of somebody who signs in.</summary>
    public static async Task<NewSession> Session(this TestHouse house, string name, string agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    {
        var started = await house.Get<Sessions>().Start(await house.SignsIn(name), agent);
        Assert.Null(started.Refusal);
        return started.Value;
    }

    public static async Task Settings(this TestHouse house, Func<ServerSettings, ServerSettings> change) => Assert.Null((await house.Get<ChangeSettings>().Run(0, change)).Refusal);

    public static long Rows(this TestHouse house, string table, string where = "1 = 1") =>
        house.Store.Read(sql => sql.Number($"SELECT count(*) FROM {table} WHERE {where}")) ?? 0;

    /// <summary>What has happened from now on.</summary>
    public static ConcurrentQueue<Happening> Hears(this TestHouse house)
    {
        var heard = new ConcurrentQueue<Happening>();
        house.Get<Happenings>().Listen(heard.Enqueue);
        return heard;
    }
}
