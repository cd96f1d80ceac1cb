using System.Text.RegularExpressions;
using Antiphon.Tests.House;
using Xunit;

namespace Antiphon.Tests.Security;

/// <summary>What the framework leaves open unless it is said: expressions that never end, documents that read files, depth without end, clients that go anywhere.</summary>
public sealed partial class SourceHabitsTests
{
    private static IEnumerable<(string Path, string Text)> Sources => Checkout.Files.Where(static path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
        .Select(static path => (path, Checkout.Text(path)));

    [Fact]
    public void Every_regular_expression_runs_in_linear_time()
    {
        foreach (var (path, text) in Sources)
        {
            foreach (Match made in Expressions().Matches(text)) Assert.True(made.Value.Contains("NonBacktracking", StringComparison.Ordinal), $"{path}: {made.Value}");
        }
    }

    /// <summary>XML is read in one place, our own documentation of settings; feeds and archives are written, or read as JSON and CSV.</summary>
    [Fact]
    public void No_XML_of_strangers_is_read() => Assert.All(
        Sources.Where(static source => source.Path != "src/Server/Configuration/SettingHelp.cs"),
        static source => Assert.False(Xml().IsMatch(source.Text), $"{source.Path} reads XML: prohibit document types, and add it here"));

    [Fact]
    public void No_serializer_takes_more_depth_than_the_framework_s_64() => Assert.All(
        Sources, static source =>
        {
            foreach (Match depth in Depth().Matches(source.Text)) Assert.True(int.Parse(depth.Groups[1].Value.Replace("_", "", StringComparison.Ordinal)) is > 0 and <= 64, $"{source.Path}: {depth.Value}");
        });

    [Fact]
    public void Nothing_deserializes_types_that_a_document_names() => Assert.All(
        Sources, static source => Assert.False(Types().IsMatch(source.Text), $"{source.Path} lets a document choose its types"));

    [Fact]
    public void One_guarded_client_is_the_only_way_out() => Assert.Equal(
        ["src/Networks/Http/OutsideClient.cs"], Sources.Where(static source => Clients().IsMatch(source.Text)).Select(static source => source.Path));

    [Fact]
    public void Names_are_asked_for_and_sockets_opened_there_and_where_the_server_listens_and_sends_mail_alone() => Assert.Equal(
        ["src/Antiphon/Mail/MailSender.cs", "src/Networks/Http/OutsideClient.cs", "src/Server/Configuration/Listening.cs", "src/Server/Control/SocketFile.cs"],
        Sources.Where(static source => Sockets().IsMatch(source.Text)).Select(static source => source.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void No_page_writes_markup_but_what_the_one_renderer_made()
    {
        var raw = Checkout.Files.Where(static path => path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(static path => Checkout.Text(path).Replace("Html.Raw(Antiphon.Posts.Text.PostHtml.Render(", string.Empty, StringComparison.Ordinal).Contains("Html.Raw", StringComparison.Ordinal));
        Assert.Equal([], raw);
    }

    [GeneratedRegex(@"(\[GeneratedRegex\(.*\)\]|new Regex\([^;]*;|Regex\.(IsMatch|Match|Matches|Replace|Split)\([^;]*;)")]
    private static partial Regex Expressions();

    [GeneratedRegex(@"\b(XmlReader|XmlDocument|XDocument|XElement|XmlTextReader|XmlSerializer|XPathDocument)\b")]
    private static partial Regex Xml();

    [GeneratedRegex(@"MaxDepth\s*=\s*([0-9_]+)")]
    private static partial Regex Depth();

    [GeneratedRegex(@"\b(BinaryFormatter|NetDataContractSerializer|SoapFormatter|TypeNameHandling|LosFormatter|ObjectStateFormatter)\b")]
    private static partial Regex Types();

    [GeneratedRegex(@"new (HttpClient|SocketsHttpHandler|HttpClientHandler|HttpMessageInvoker|WebClient)\b|IHttpClientFactory|WebRequest\.")]
    private static partial Regex Clients();

    [GeneratedRegex(@"new (Socket|TcpClient|UdpClient|ClientWebSocket|SmtpClient|Ping|FtpClient)\b|\bDns\.")]
    private static partial Regex Sockets();
}
