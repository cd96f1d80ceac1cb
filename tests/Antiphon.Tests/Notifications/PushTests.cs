using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Access;
using Antiphon.Networks.Http;
using Antiphon.Networks.Http.Push;
using Antiphon.Notifications;
using Antiphon.Notifications.Push;
using Antiphon.People;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.Notifications;

/// <summary>Web Push from a notification to an app that reads it, by a push service of the test's own.</summary>
public sealed class PushTests(PostgresServer postgres)
{
    private static readonly long Mentions = PushSubscription.Bit(NotificationKind.Mention);

    /// <summary>RFC 8291 appendix A.</summary>
    [Fact]
    public void The_example_of_the_standard_is_encrypted_as_it_stands_there()
    {
        using var ours = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") });
        var body = Encrypt.Standard(
            "When I grow up, I want to be a watermelon"u8,
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            ours,
            Bytes("DGv6ra1nlYgDCS1FRnbzlw"));
        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Theory, EachStore]
    public async Task An_app_is_woken_for_what_it_asked_for_and_reads_it_in_either_encryption(StoreKind kind)
    {
        using var service = new PushService();
        await using var house = await Open(kind);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        var token = await Token(house, amira);
        foreach (var standard in new[] { true, false })
        {
            Assert.True((await Subscriptions(house).Put(token, service.Wish(Mentions, standard))).Ok);
            await house.Post(jonas, $"@amira are you there? {standard}");
            await house.Follow(jonas, amira);
            await house.Store.Write(tx =>
            {
                Notify.Add(tx, amira.Id, NotificationKind.Follow, jonas.Id);
                return tx.Run("DELETE FROM follows WHERE follower = $1", jonas.Id);
            });
            Assert.Equal(1, await Deliver(house));
        }

        var read = Assert.Single(service.Read.Distinct());
        Assert.Equal("the-token Mention", read);
        Assert.Equal(2, service.Asked);
        Assert.Equal(0, await Deliver(house));
    }

    [Theory, EachStore]
    public async Task Those_whom_the_policy_leaves_out_wake_nobody(StoreKind kind)
    {
        using var service = new PushService();
        await using var house = await Open(kind);
        var (amira, jonas, lena) = (await house.Member("amira"), await house.Member("jonas"), await house.Member("lena"));
        var token = await Token(house, amira);
        await house.Follow(amira, jonas);
        await house.Follow(lena, amira);
        foreach (var (policy, expected) in new[] { (PushPolicy.Followed, 1), (PushPolicy.Followers, 1), (PushPolicy.Nobody, 0), (PushPolicy.Everybody, 2) })
        {
            await Subscriptions(house).Put(token, service.Wish(Mentions, policy: policy));
            await house.Post(jonas, $"@amira {policy}");
            await house.Post(lena, $"@amira {policy}");
            Assert.Equal(expected, await Deliver(house));
        }
    }

    [Theory, EachStore]
    public async Task A_service_that_does_not_answer_is_tried_again_later_and_one_that_knows_nothing_of_it_ends_the_subscription(StoreKind kind)
    {
        using var service = new PushService { Status = 503 };
        await using var house = await Open(kind);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        var token = await Token(house, amira);
        await Subscriptions(house).Put(token, service.Wish(Mentions));
        await house.Post(jonas, "@amira hello");
        Assert.Equal(1, await Deliver(house));
        Assert.Equal(0, await Deliver(house));
        house.Clock.Advance(TimeSpan.FromSeconds(31));
        service.Status = 201;
        Assert.Equal(1, await Deliver(house));
        Assert.Equal("the-token Mention", Assert.Single(service.Read));

        service.Status = 410;
        await house.Post(jonas, "@amira hello again");
        Assert.Equal(1, await Deliver(house));
        Assert.Null(Subscriptions(house).Find(token));
        Assert.Equal(0, await Deliver(house));
    }

    [Theory, EachStore]
    public async Task What_is_never_taken_is_given_up_after_two_days(StoreKind kind)
    {
        using var service = new PushService { Status = 500 };
        await using var house = await Open(kind);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        await Subscriptions(house).Put(await Token(house, amira), service.Wish(Mentions));
        await house.Post(jonas, "@amira hello");
        for (var hour = 0; hour < 100; hour++)
        {
            await Deliver(house);
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, house.Store.Read(static sql => sql.Number("SELECT count(*) FROM push_waiting")));
        Assert.InRange(service.Asked, 8, 20);
    }

    [Theory, EachStore]
    public async Task A_service_that_does_not_answer_is_asked_once_however_much_waits_and_gets_all_of_it_when_it_does(StoreKind kind)
    {
        using var service = new PushService { Status = 503 };
        await using var house = await Open(kind);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        await Subscriptions(house).Put(await Token(house, amira), service.Wish(Mentions));
        for (var i = 0; i < 5; i++) await house.Post(jonas, $"@amira hello {i}");
        Assert.Equal(5, await Deliver(house));
        Assert.Equal((0, 1), (await Deliver(house), service.Asked));

        // What comes meanwhile waits with the rest.
        await house.Post(jonas, "@amira and again");
        Assert.Equal((0, 1), (await Deliver(house), service.Asked));
        for (var i = 0; i < 8; i++)
        {
            house.Clock.Advance(TimeSpan.FromHours(2));
            await Deliver(house);
        }

        // The service is down for long; a new message is tried within minutes all the same, and brings the others along.
        var asked = service.Asked;
        await house.Post(jonas, "@amira late");
        Assert.Equal((0, asked), (await Deliver(house), service.Asked));
        service.Status = 201;
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await Deliver(house);
        await Deliver(house);
        Assert.Equal(7, service.Read.Count);
        Assert.Equal(0, house.Store.Read(static sql => sql.Number("SELECT count(*) FROM push_waiting")));
    }

    [Fact]
    public async Task A_member_whose_service_is_slow_holds_up_nobody_else()
    {
        var asked = new System.Collections.Concurrent.ConcurrentQueue<long>();
        TestHouse? clocked = null;
        using var service = new PushService();
        await using var house = await Open(StoreKind.Sqlite, (to, _, _) =>
        {
            // Each takes eight seconds, of the test's clock.
            asked.Enqueue(to.Account);
            clocked!.Clock.Advance(TimeSpan.FromSeconds(8));
            return Task.FromResult(new PushAnswer(PushFate.Taken));
        });
        clocked = house;
        var (amira, jonas, lena) = (await house.Member("amira"), await house.Member("jonas"), await house.Member("lena"));
        await Subscriptions(house).Put(await Token(house, amira), service.Wish(Mentions));
        await Subscriptions(house).Put(await Token(house, lena), service.Wish(Mentions));
        for (var i = 0; i < 220; i++) await house.Post(jonas, $"@amira hello {i}");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Post(jonas, "@lena hello");

        // More waits for the one than is looked at in one go; the other is the first in the next all the same.
        Assert.Equal(200, await Deliver(house));
        Assert.All(asked, account => Assert.Equal(amira.Id, account));
        Assert.Equal(2, asked.Count);
        await Deliver(house);
        Assert.Equal(1, asked.Count(account => account == lena.Id));
        Assert.InRange(asked.Count(account => account == amira.Id), 3, 4);
    }

    /// <summary>A subscription names an address to which this server sends: it is no way into the network in which the server stands, nor on from elsewhere.</summary>
    [Fact]
    public async Task No_subscription_leads_into_this_network_and_none_leads_on()
    {
        using var service = new PushService();
        await using var closed = await Open(StoreKind.Sqlite, outside: new OutsideOptions());
        var (amira, jonas) = (await closed.Member("amira"), await closed.Member("jonas"));
        foreach (var endpoint in new[] { service.Origin + "/app/1", "http://localhost/app", "http://169.254.169.254/latest", "https://[::1]/app", "https://user:word@push.example.org/app" })
        {
            await Subscriptions(closed).Put(await Token(closed, amira), service.Wish(Mentions) with { Endpoint = endpoint });
        }

        await closed.Post(jonas, "@amira hello");
        await Deliver(closed);
        Assert.Equal((0, 0L), (service.Asked, Waiting(closed)));

        await using var open = await Open(StoreKind.Sqlite);
        (amira, jonas) = (await open.Member("amira"), await open.Member("jonas"));
        await Subscriptions(open).Put(await Token(open, amira), service.Wish(Mentions));
        service.Status = 307;
        await open.Post(jonas, "@amira hello");
        await Deliver(open);
        await Deliver(open);
        Assert.Equal((1, 0L), (service.Asked, Waiting(open)));

        static long Waiting(TestHouse house) => house.Store.Read(static sql => sql.Number("SELECT count(*) FROM push_waiting")) ?? -1;
    }

    [Theory, EachStore]
    public async Task A_member_has_so_many_subscriptions_at_most_and_the_oldest_makes_room(StoreKind kind)
    {
        using var service = new PushService();
        await using var house = await Open(kind);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        var tokens = new List<AccessToken>();
        for (var i = 0; i <= PushSubscriptions.Most; i++)
        {
            tokens.Add(await Token(house, amira));
            Assert.True((await Subscriptions(house).Put(tokens[i], service.Wish(Mentions))).Ok);
        }

        Assert.Null(Subscriptions(house).Find(tokens[0]));
        Assert.NotNull(Subscriptions(house).Find(tokens[1]));
        Assert.NotNull(Subscriptions(house).Find(tokens[^1]));
        await house.Post(jonas, "@amira hello");
        Assert.Equal(PushSubscriptions.Most, house.Store.Read(static sql => sql.Number("SELECT count(*) FROM push_waiting")));
    }

    [Theory, EachStore]
    public async Task A_token_that_ends_takes_its_subscription_along(StoreKind kind)
    {
        using var service = new PushService();
        await using var house = await Open(kind);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        var token = await Token(house, amira);
        await Subscriptions(house).Put(token, service.Wish(Mentions));
        await house.Post(jonas, "@amira hello");
        await house.Get<RevokeApp>().Run(amira.Id, token.App);
        await Deliver(house);
        Assert.Equal(0, service.Asked);
        Assert.Null(Subscriptions(house).Find(token));
    }

    [Fact]
    public async Task Keys_that_lie_off_the_curve_and_secrets_of_another_length_are_refused()
    {
        using var service = new PushService();
        await using var house = await Open(StoreKind.Sqlite);
        var token = await Token(house, await house.Member("amira"));
        var good = service.Wish(Mentions);
        byte[] off = [.. good.ClientKey];
        off[^1] ^= 1;
        Assert.Equal("key_p256dh", (await Subscriptions(house).Put(token, good with { ClientKey = off })).Refusal!.Field);
        Assert.Equal("key_auth", (await Subscriptions(house).Put(token, good with { Auth = [1] })).Refusal!.Field);
        Assert.Equal("endpoint", (await Subscriptions(house).Put(token, good with { Endpoint = "file:///etc/passwd" })).Refusal!.Field);
        Assert.Null(Subscriptions(house).Find(token));
    }

    [Fact]
    public void The_keys_stay_the_same_over_a_restart_and_seal_what_only_they_open()
    {
        var directory = Directory.CreateTempSubdirectory("antiphon-keys-").FullName;
        var elsewhere = Directory.CreateTempSubdirectory("antiphon-keys-").FullName;
        using var first = PushKeys.Open(directory);
        using var again = PushKeys.Open(directory);
        using var other = PushKeys.Open(elsewhere);
        Assert.Equal(first.PublicKey, again.PublicKey);
        Assert.Equal("secret", again.Unseal(first.Seal("secret")));
        Assert.Null(other.Unseal(first.Seal("secret")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, PushKeys.FileName)));
        Directory.Delete(directory, recursive: true);
        Directory.Delete(elsewhere, recursive: true);
    }

    private Task<TestHouse> Open(StoreKind kind, SendPush? send = null, OutsideOptions? outside = null) => TestHouse.Open(kind, postgres, services =>
    {
        var keys = Directory.CreateTempSubdirectory("antiphon-keys-").FullName;
        services.AddSingleton(_ => PushKeys.Open(keys));
        services.AddSingleton(outside ?? new OutsideOptions { AllowPrivateNetworks = true });
        services.AddSingleton(new Site("antiphon.example.org", "https://antiphon.example.org"));
        services.AddSingleton(static provider => new OutsideClient(provider.GetRequiredService<OutsideOptions>(), provider.GetRequiredService<Site>(), TimeProvider.System));
        services.AddSingleton<BringToPushService>();
        if (send is not null) services.AddSingleton(send);
        else services.AddSingleton<SendPush>(static provider => provider.GetRequiredService<BringToPushService>().Run);
        services.AddSingleton<ComposePush>(static (notification, _, token) => Encoding.UTF8.GetBytes($"{token} {notification.Kind}"));
        services.AddSingleton<PushDelivery>();
    });

    private static PushSubscriptions Subscriptions(TestHouse house) => house.Get<PushSubscriptions>();

    private static Task<int> Deliver(TestHouse house) => house.Get<PushDelivery>().Run(TestContext.Current.CancellationToken);

    private static async Task<AccessToken> Token(TestHouse house, Account account)
    {
        var app = await house.Get<RegisterApp>().Run("A reader", ["urn:ietf:wg:oauth:2.0:oob"], "read push", null);
        return (await house.Get<IssueToken>().ForMember(app.Value.App, account.Id, app.Value.App.Scopes)).Value.Token;
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
