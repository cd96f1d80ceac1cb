namespace Antiphon.Store;

/// <summary>A statement's parameter: one of the five things that both stores hold. A struct, so that a hot statement boxes nothing of ours.</summary>
public readonly struct Value
{
    internal readonly object? Reference;
    internal readonly long Integer;
    internal readonly ValueKind Kind;

    private Value(ValueKind kind, long integer, object? reference)
    {
        Kind = kind;
        Integer = integer;
        Reference = reference;
    }

    public static Value Null => default;

    public static implicit operator Value(long value) => new(ValueKind.Integer, value, null);

    public static implicit operator Value(long? value) => value is { } v ? new(ValueKind.Integer, v, null) : default;

    public static implicit operator Value(int value) => new(ValueKind.Integer, value, null);

    public static implicit operator Value(int? value) => value is { } v ? new(ValueKind.Integer, v, null) : default;

    public static implicit operator Value(bool value) => new(ValueKind.Integer, value ? 1 : 0, null);

    public static implicit operator Value(string? value) => value is null ? default : new(ValueKind.Text, 0, value);

    public static implicit operator Value(byte[]? value) => value is null ? default : new(ValueKind.Blob, 0, value);

    public static implicit operator Value(double value) => new(ValueKind.Real, BitConverter.DoubleToInt64Bits(value), null);

    /// <summary>A set of ids for <see cref="Sql.Among"/>.</summary>
    public static implicit operator Value(long[] values) => new(ValueKind.Integers, 0, values);
}

internal enum ValueKind : byte
{
    Null,
    Integer,
    Real,
    Text,
    Blob,
    Integers,
}

/// <summary>The current row of a result. Columns are asked for by position, in the order of the SELECT.</summary>
public readonly struct Row
{
    private readonly Statement statement;

    internal Row(Statement statement) => this.statement = statement;

    public long Long(int column) => statement.Long(column);

    public int Int(int column) => checked((int)statement.Long(column));

    public bool Bool(int column) => statement.Long(column) != 0;

    public string Text(int column) => statement.Text(column);

    public byte[] Blob(int column) => statement.Blob(column);

    public double Real(int column) => statement.Real(column);

    public bool IsNull(int column) => statement.IsNull(column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[]? BlobOrNull(int column) => IsNull(column) ? null : Blob(column);
}
