namespace Antiphon.Server.Verbs;

/// <summary>The process's own streams and environment; tests give their own.</summary>
/// <param name="Bar">Whether progress may be drawn.</param>
/// <param name="Variable">A variable of the environment, or null.</param>
public sealed record Terminal(TextWriter Lines, TextWriter Errors, TextReader Input, bool Bar, Func<string, string?> Variable)
{
    public static Terminal OfProcess() => new(Console.Out, Console.Error, Console.In, !Console.IsErrorRedirected && !Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

    internal TerminalOutput Output() => new(Lines, Errors, Bar);

    /// <summary>Says why, and answers the code.</summary>
    public async Task<int> Fail(string message, int code)
    {
        await Errors.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}
