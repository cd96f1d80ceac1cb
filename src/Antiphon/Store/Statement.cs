using System.Data.Common;

namespace Antiphon.Store;

/// <summary>One prepared statement of one connection: bound, run or stepped through, and reset, again and again.</summary>
internal abstract class Statement : IDisposable
{
    public abstract void Bind(ReadOnlySpan<Value> values, DbTransaction? transaction);

    /// <summary>Runs it to its end; how many rows it changed.</summary>
    public abstract int Run();

    /// <summary>Goes to the next row, if there is one.</summary>
    public abstract bool Next();

    /// <summary>Ready for other values. After every use, whichever way it ended: what is not reset holds a snapshot of the database.</summary>
    public abstract void Reset();

    public abstract long Long(int column);

    public abstract string Text(int column);

    public abstract byte[] Blob(int column);

    public abstract double Real(int column);

    public abstract bool IsNull(int column);

    public abstract void Dispose();
}
