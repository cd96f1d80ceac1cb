using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

/// <summary>Where a verb's words go: a terminal, or the other end of the control socket.</summary>
public interface IVerbOutput
{
    /// <summary>What was asked for: standard output.</summary>
    ValueTask Line(string text);

    /// <summary>What is to be known besides: standard error.</summary>
    ValueTask Note(string text);

    /// <summary>How far it is. Cheap: may be called for every row, is shown a few times a second.</summary>
    /// <param name="what">What is being done, such as "Importing".</param>
    /// <param name="unit">What is counted, such as "posts".</param>
    /// <param name="total">0 where it is not known.</param>
    void Progress(string what, string unit, long done, long total);
}

/// <summary>
/// Something the operator can do to a house, running or not: the same code runs in the server's process when one has the directory, else in the verb's own.
/// </summary>
public abstract class Verb
{
    /// <summary>As typed: <c>account create</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its place on the command line.</summary>
    public abstract Command Command(VerbRunner runner);

    /// <summary>Does the work that arrived over the control socket; answers the exit code.</summary>
    internal abstract Task<int> Run(House house, ReadOnlyMemory<byte> request, IVerbOutput output, CancellationToken cancel);
}

/// <summary>A verb with what it is asked.</summary>
public abstract class Verb<TRequest> : Verb
    where TRequest : class
{
    /// <summary>How the request travels.</summary>
    public abstract JsonTypeInfo<TRequest> Json { get; }

    /// <summary>Does it; answers the exit code. An expected "no" is a <see cref="Refused"/>.</summary>
    public abstract Task<int> Run(House house, TRequest request, IVerbOutput output, CancellationToken cancel);

    internal sealed override Task<int> Run(House house, ReadOnlyMemory<byte> request, IVerbOutput output, CancellationToken cancel) =>
        Run(house, JsonSerializer.Deserialize(request.Span, Json) ?? throw new JsonException("The request is empty."), output, cancel);

    /// <summary>Tells the operator why not.</summary>
    protected static async Task<int> Refused(IVerbOutput output, Refusal refusal)
    {
        await output.Note(refusal.Message).ConfigureAwait(false);
        return ExitCodes.Failed;
    }
}
