namespace Antiphon;

/// <summary>Where this server is, as the world sees it.</summary>
/// <param name="Domain">The host that stands in handles (<c>name@domain</c>), with its port where it is not the scheme's own.</param>
/// <param name="Url">The beginning of every absolute address, without a slash at the end: <c>https://example.org</c>.</param>
public sealed record Site(string Domain, string Url)
{
    /// <summary>An absolute address of a path of this server, such as <c>/calls/metoo</c>.</summary>
    public string To(string path) => Url + path;
}
