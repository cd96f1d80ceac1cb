namespace Antiphon.Server;

/// <summary>What the program's end tells a script. Named in every <c>--help</c>.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It was tried and did not succeed; the reason stands on standard error.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong; nothing was touched.</summary>
    public const int Wrong = 2;

    /// <summary>Another Antiphon has the directory or the database.</summary>
    public const int InUse = 3;

    /// <summary>Stopped by Ctrl-C, as shells have it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
