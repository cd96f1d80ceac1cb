using Antiphon.Server.Configuration;

namespace Antiphon.Server.Running;

/// <summary>Where everything of one server is: the store, media, keys, the configuration, the lock and the control socket.</summary>
public sealed class DataDirectory
{
    /// <summary>Made by us, it is its owner's alone: it holds e-mail addresses and password hashes.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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

    private void Make(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
    }
}
