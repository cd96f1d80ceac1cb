using Antiphon.Server.Running;
using Antiphon.Store;

namespace Antiphon.Server.Backups;

/// <summary>
/// Where a restore is prepared: <c>.restore</c> in the data directory. Once it is complete, moving its parts to their places may be done any number of times, so that a crash in between
/// is made good by the next who opens the directory.
/// </summary>
internal sealed class Aside
{
    /// <summary>In the store's settings: which restore filled it.</summary>
    public const string NoteKey = "restored";

    private const string Name = ".restore";
    private const string Mark = "complete";
    private const string IdFile = "id";

    private Aside(string path, string id) => (Path, Id) = (path, id);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Of this restore.</summary>
    public string Id { get; }

    /// <summary>A fresh one; what an interrupted restore left is dropped.</summary>
    /// <param name="withFolders">Whether it replaces the files besides the rows as well.</param>
    public static Aside Make(DataDirectory directory, bool withFolders = true)
    {
        if (Directory.Exists(directory.File(Name))) Directory.Delete(directory.File(Name), recursive: true);
        var aside = new Aside(directory.Folder(Name), Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
        aside.Write(IdFile, System.Text.Encoding.ASCII.GetBytes(aside.Id));

        // Those that a backup may lack must be replaced nevertheless: what is here has not been moved yet.
        foreach (var folder in withFolders ? DataDirectory.Folders : []) Directory.CreateDirectory(System.IO.Path.Combine(aside.Path, folder));
        return aside;
    }

    public void Write(string relative, ReadOnlySpan<byte> bytes)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    public void Complete() => Write(Mark, []);

    public void Drop() => Directory.Delete(Path, recursive: true);

    /// <summary>Moves what is complete to its place; drops what is not. Whoever opens a data directory on SQLite calls this before the store is opened.</summary>
    public static void Finish(DataDirectory directory)
    {
        var path = directory.File(Name);
        if (!Directory.Exists(path)) return;
        if (File.Exists(System.IO.Path.Combine(path, Mark)))
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(path).Where(static entry => System.IO.Path.GetFileName(entry) is not (Mark or IdFile)))
            {
                Move(entry, directory.File(System.IO.Path.GetFileName(entry)));
            }
        }

        // The mark goes last but one: without it, what is left here is nothing.
        File.Delete(System.IO.Path.Combine(path, Mark));
        Directory.Delete(path, recursive: true);
    }

    /// <summary>The same where the rows are in a database of their own: whether it was filled says itself.</summary>
    public static void Finish(DataDirectory directory, DataStore store)
    {
        var id = System.IO.Path.Combine(directory.File(Name), IdFile);
        if (!File.Exists(id)) return;
        var filled = store.Read(static sql => sql.First("SELECT value FROM settings WHERE key = $1", static row => row.Text(0), NoteKey));
        if (filled == File.ReadAllText(id)) new Aside(directory.File(Name), filled).Complete();
        Finish(directory);
    }

    private static void Move(string from, string to)
    {
        if (File.Exists(from))
        {
            // A log that belongs to the database before would be played into the new one.
            foreach (var log in (string[])["-wal", "-shm"]) File.Delete(to + log);
            File.Move(from, to, overwrite: true);
            return;
        }

        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        Directory.Move(from, to);
    }
}
