namespace Antiphon.Server.Running;

/// <summary>
/// Says that this process has a data directory. An exclusive lock of the operating system on an open file (flock on Unix), so that it ends with the process, however that ends,
/// and is never stale. The file itself stays.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    private const string FileName = "antiphon.lock";

    private readonly FileStream held;

    private DirectoryLock(FileStream held) => this.held = held;

    /// <summary>The lock, or null where another process has it.</summary>
    public static DirectoryLock? TryTake(DataDirectory directory)
    {
        try
        {
            return new DirectoryLock(new FileStream(directory.File(FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    public void Dispose() => held.Dispose();
}

/// <summary>Another process has the directory. The message is for the operator.</summary>
public sealed class DirectoryInUseException(string message) : Exception(message);
