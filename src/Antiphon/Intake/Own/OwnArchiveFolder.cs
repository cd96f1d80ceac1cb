using Antiphon.Access;

namespace Antiphon.Intake.Own;

/// <summary>
/// Where archives lie between their arrival and their reading, in the data directory, for no longer. They are in no backup: what is private in them is not to be kept anywhere. Given by the composition.
/// </summary>
public sealed class OwnArchiveFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new file for writing; its name says nothing.</summary>
    internal (string Key, FileStream File) Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        var key = Secret.New();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return (key, new FileStream(At(key), options));
    }

    internal string At(string key) => Path.Combine(path, key);

    internal void Delete(string key)
    {
        if (Directory.Exists(path)) File.Delete(At(key));
    }

    /// <summary>Deletes what no row knows: uploads that broke off.</summary>
    internal void DeleteAllBut(IReadOnlySet<string> known)
    {
        if (!Directory.Exists(path)) return;
        foreach (var file in Directory.EnumerateFiles(path).Where(file => !known.Contains(Path.GetFileName(file)))) File.Delete(file);
    }
}
