using Npgsql;
using Xunit;

namespace Antiphon.Tests.Stores;

public sealed class PostgresServerTests(PostgresServer postgres)
{
    [Fact]
    public async Task Each_database_is_a_copy_of_its_template_and_nobody_elses()
    {
        var prepared = 0;
        async Task Prepare(string connection)
        {
            prepared++;
            await Run(connection, "CREATE TABLE landlords (name text)");
        }

        var first = await postgres.NewDatabase("landlords", Prepare);
        var second = await postgres.NewDatabase("landlords", Prepare);
        await Run(first, "INSERT INTO landlords VALUES ('Ines')");

        Assert.Equal(1, prepared);
        Assert.Equal(1L, await Run(first, "SELECT count(*) FROM landlords"));
        Assert.Equal(0L, await Run(second, "SELECT count(*) FROM landlords"));
    }

    private static async Task<object?> Run(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
