using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Antiphon.Server.Tests.Api.Contract;

/// <summary>
/// Asks the API as an app does. Every answer, whatever the test is about, must be JSON of exactly that type, readable by other sites' scripts, as the published description
/// has it, and never a fault of the server's own.
/// </summary>
internal sealed class ApiClient(HttpClient http, string? token)
{
    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    /// <summary>As a form: <c>("status", "…")</c>.</summary>
    public Task<Answer> Post(string path, params (string Name, string Value)[] form) => Send(HttpMethod.Post, path, Form(form));

    public Task<Answer> Put(string path, params (string Name, string Value)[] form) => Send(HttpMethod.Put, path, Form(form));

    public Task<Answer> Patch(string path, HttpContent content) => Send(HttpMethod.Patch, path, content);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Answer> PostJson(string path, string json) => Send(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>A post of this text, which must be taken.</summary>
    public async Task<Answer> Say(string text, params (string Name, string Value)[] more)
    {
        var said = await Post("/api/v1/statuses", [("status", text), .. more]);
        Assert.True(said.Status == System.Net.HttpStatusCode.OK, said.Body);
        return said;
    }

    /// <summary>A picture, which must be taken; its id.</summary>
    public async Task<string> Upload(byte[] picture, string? description = null, string version = "v2")
    {
        var uploaded = await Send(HttpMethod.Post, $"/api/{version}/media", Multipart(("file", picture), description is null ? [] : [("description", description)]));
        Assert.True(uploaded.Status == System.Net.HttpStatusCode.OK, uploaded.Body);
        return uploaded.Id;
    }

    public static MultipartFormDataContent Multipart((string Name, byte[] Bytes) file, params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent { { new ByteArrayContent(file.Bytes), file.Name, "picture.png" } };
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        return content;
    }

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(static one => one.Key, static one => string.Join(", ", one.Value), StringComparer.OrdinalIgnoreCase);
        var what = $"{method} {path} → {(int)response.StatusCode} {body}";
        Assert.True((int)response.StatusCode < 500, what);
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/json", $"{what}: the type is {response.Content.Headers.ContentType}");
        Assert.True(all.GetValueOrDefault("Access-Control-Allow-Origin") == "*", $"{what}: other sites' scripts cannot read it");
        Assert.Contains("Link", all["Access-Control-Expose-Headers"], StringComparison.Ordinal);
        var json = JsonDocument.Parse(body).RootElement;
        var faults = OpenApi.Beside?.Faults(method.Method, new Uri(new Uri("http://here"), path).AbsolutePath, (int)response.StatusCode, json) ?? [];
        Assert.True(faults.Count == 0, $"{method} {path} → {(int)response.StatusCode}:\n{string.Join('\n', faults.Take(12))}");
        return new Answer(response.StatusCode, body, json, all);
    }

    private static FormUrlEncodedContent? Form((string Name, string Value)[] form) =>
        form.Length == 0 ? null : new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
}
