using System.Net;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>What counts as an attempt at a secret: many people may sit behind one address.</summary>
public sealed class AttemptTests
{
    [Fact]
    public async Task Looking_at_a_form_is_no_attempt_sending_it_is_one_and_so_is_trying_an_address_that_is_a_secret()
    {
        await using var house = await OpenHouse.Start(("--limits-secrets", "3"));
        using var client = house.Client();
        async Task<HttpStatusCode> Send(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? new FormUrlEncodedContent([new("Username", "nobody" + Guid.NewGuid().ToString("N")[..8]), new("Password", "x")]) : null };
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }

        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Get, "/sign-in"));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(HttpMethod.Post, "/sign-in"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Send(HttpMethod.Post, "/sign-in"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Send(HttpMethod.Get, "/once/nothing"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Send(HttpMethod.Post, "/oauth/token"));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Get, "/sign-in"));
    }
}
