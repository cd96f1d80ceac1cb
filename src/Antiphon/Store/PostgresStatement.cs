using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Antiphon.Store;

/// <summary>A statement over Npgsql, which prepares it at the server after its second use.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly NpgsqlCommand command;
    private NpgsqlDataReader? reader;

    public PostgresStatement(NpgsqlConnection connection, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
    }

    public override void Bind(ReadOnlySpan<Value> values, DbTransaction? transaction)
    {
        command.Transaction = (NpgsqlTransaction?)transaction;
        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count) command.Parameters.Add(new NpgsqlParameter());
            Bind(command.Parameters[i], values[i]);
        }
    }

    public override int Run() => command.ExecuteNonQuery();

    public override bool Next() => (reader ??= command.ExecuteReader()).Read();

    public override void Reset()
    {
        reader?.Dispose();
        reader = null;
    }

    public override long Long(int column) => reader!.GetInt64(column);

    public override string Text(int column) => reader!.GetString(column);

    public override byte[] Blob(int column) => reader!.GetFieldValue<byte[]>(column);

    public override double Real(int column) => reader!.GetDouble(column);

    public override bool IsNull(int column) => reader!.IsDBNull(column);

    public override void Dispose()
    {
        Reset();
        command.Dispose();
    }

    private static void Bind(NpgsqlParameter parameter, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Integer: parameter.NpgsqlDbType = NpgsqlDbType.Bigint; parameter.Value = value.Integer; break;
            case ValueKind.Real: parameter.NpgsqlDbType = NpgsqlDbType.Double; parameter.Value = BitConverter.Int64BitsToDouble(value.Integer); break;

            // PostgreSQL's text cannot hold U+0000; it is dropped at every front, and here once more so that no input can fail a whole batch.
            case ValueKind.Text: parameter.NpgsqlDbType = NpgsqlDbType.Text; parameter.Value = ((string)value.Reference!).Replace("\0", string.Empty, StringComparison.Ordinal); break;
            case ValueKind.Blob: parameter.NpgsqlDbType = NpgsqlDbType.Bytea; parameter.Value = value.Reference; break;
            case ValueKind.Integers: parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint; parameter.Value = value.Reference; break;
            default: parameter.ResetDbType(); parameter.Value = DBNull.Value; break;
        }
    }
}
