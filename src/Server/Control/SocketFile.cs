using System.Net.Sockets;
using Antiphon.Server.Running;

namespace Antiphon.Server.Control;

/// <summary>
/// The control socket's place: <c>antiphon.sock</c> in the data directory, readable and writable for its owner alone. No TCP port leads to it. A socket's address holds
/// 108 bytes on Linux (104 on macOS, with the closing zero), so a long directory is reached through a short link of a temporary directory of our own.
/// </summary>
internal static class SocketFile
{
    public const string Name = "antiphon.sock";

    private const int LongestAddress = 100;

    /// <summary>Binds and listens. The socket is made in a directory that only its owner can enter and moved to its place after it has its mode, so that there is no moment in which others could connect.</summary>
    public static Socket Listen(DataDirectory directory)
    {
        var place = directory.File(Name);
        var nest = directory.Folder(".socket");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(place);
            var made = Path.Combine(nest, "s");
            File.Delete(made);
            Reach(nest, "s", socket.Bind);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(backlog: 16);
            File.Move(made, place);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        finally
        {
            Directory.Delete(nest, recursive: true);
        }
    }

    /// <summary>Connects, or answers null where nobody listens.</summary>
    public static Socket? TryConnect(DataDirectory directory)
    {
        if (!File.Exists(directory.File(Name))) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            Reach(directory.Path, Name, socket.Connect);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    public static void Remove(DataDirectory directory) => File.Delete(directory.File(Name));

    private static void Reach(string directory, string name, Action<UnixDomainSocketEndPoint> use)
    {
        var path = Path.Combine(directory, name);
        if (System.Text.Encoding.UTF8.GetByteCount(path) <= LongestAddress)
        {
            use(new UnixDomainSocketEndPoint(path));
            return;
        }

        // Made by mkdtemp: its owner's alone, with a name that nobody could foresee.
        var temporary = Directory.CreateTempSubdirectory("antiphon-");
        try
        {
            var link = Path.Combine(temporary.FullName, "d");
            Directory.CreateSymbolicLink(link, directory);
            use(new UnixDomainSocketEndPoint(Path.Combine(link, name)));
        }
        finally
        {
            // The link first: a recursive delete must not look behind it.
            Directory.Delete(Path.Combine(temporary.FullName, "d"));
            temporary.Delete();
        }
    }
}
