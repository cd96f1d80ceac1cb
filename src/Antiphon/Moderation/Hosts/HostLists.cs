using Antiphon.Store;

namespace Antiphon.Moderation.Hosts;

/// <summary>What was decided about servers, to be looked at.</summary>
public sealed class HostLists(DataStore store)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<HostBlock> Blocks(Paging page) => Page(page, HostBlock.Columns, "host_blocks", HostBlock.Read);

    public HostBlock? Block(long id) => store.Read(sql => sql.First($"SELECT {HostBlock.Columns} FROM host_blocks WHERE id = $1", HostBlock.Read, id));

    public IReadOnlyList<HostAllow> Allows(Paging page) => Page(page, "id, domain, created", "host_allows", ReadAllow);

    public HostAllow? Allow(long id) => store.Read(sql => sql.First("SELECT id, domain, created FROM host_allows WHERE id = $1", ReadAllow, id));

    internal static HostAllow ReadAllow(Row row) => new(row.Long(0), row.Text(1), row.Long(2));

    private List<T> Page<T>(Paging page, string columns, string table, Func<Row, T> read)
    {
        var rows = store.Read(sql => sql.Rows(
            $"SELECT {columns} FROM {table} WHERE id < $1 AND id > $2 ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $3", read, page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        return rows;
    }
}
