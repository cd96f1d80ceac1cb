using Antiphon.Server.Configuration;

namespace Antiphon.Server.Running;

/// <summary>Where everything of one server is: the store, media, keys, the configuration, the lock and the control socket.</summary>
public sealed class DataDirectory
{
    /// <summary>Made by us, it is its owner's alone: it holds e-mail addresses and password hashes.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The rows, where they are on SQLite.</summary>
    public const string Database = "antiphon.db";

    public const string Configuration = "antiphon.json";

    /// <summary>Pictures.</summary>
    public const string Media = "media";

    /// <summary>What forms' tokens are made with, and what push services know this server by.</summary>
    public const string Keys = "keys";

    /// <summary>Archives of members between their arrival and their reading, for no longer and in no backup.</summary>
    public const string Uploads = "uploads";

    /// <summary>The folders whose files belong to this server, and go into a backup.</summary>
    public static readonly IReadOnlyList<string> Folders = [Media, Keys];

    private DataDirectory(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The directory at a path, made if need be and found writable. Throws <see cref="WrongSettingException"/> where it cannot be used.</summary>
    /// <param name="source">How the operator gave it, for the sentence.</param>
    public static DataDirectory Prepare(string path, string source)
    {
        var directory = new DataDirectory(System.IO.Path.GetFullPath(path));
        try
        {
            directory.Make(directory.Path);
            var probe = directory.File(".writable");
            System.IO.File.WriteAllBytes(probe, []);
            System.IO.File.Delete(probe);
            return directory;
        }
        catch (Exception unusable) when (unusable is UnauthorizedAccessException or IOException or NotSupportedException)
        {
            var why = System.IO.File.Exists(directory.Path) ? "is a file, not a directory" : "cannot be written to by this user";
            throw new WrongSettingException(source, $"{directory.Path} {why}; name another directory, or change its owner.");
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A directory inside, made if need be, its owner's alone.</summary>
    public string Folder(string name)
    {
        var path = File(name);
        Make(path);
        return path;
    }

    /// <summary>Every file besides the database that a backup must hold.</summary>
    public IEnumerable<string> Kept()
    {
        if (System.IO.File.Exists(File(Configuration))) yield return File(Configuration);
        foreach (var folder in Folders.Where(name => Directory.Exists(File(name))))
        {
            // A picture that is being written has not been promised to anybody.
            foreach (var path in Directory.EnumerateFiles(File(folder), "*", SearchOption.AllDirectories).Where(static path => !path.EndsWith(".new", StringComparison.Ordinal))) yield return path;
        }
    }

    /// <summary>What of a server is here already, or null.</summary>
    public string? Holds() => System.IO.File.Exists(File(Database))
        ? Database
        : Folders.FirstOrDefault(name => Directory.Exists(File(name)) && Directory.EnumerateFileSystemEntries(File(name)).Any());

    private void Make(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
    }
}
