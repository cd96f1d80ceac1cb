using Antiphon.Http;
using Antiphon.Moderation.Hosts;
using Antiphon.Settings;
using Antiphon.Web.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>Which servers are kept away, and lists of them in Mastodon's form, in and out.</summary>
[RouteRule(Allow.Administrators, Csrf.SameOrigin, Caching.Never, Rate.Writes, MaxBody = LargestList)]
public sealed class ServersPage(HostLists hosts, BlockHost block, AllowHost allow, ChangeSettings settings) : ListPage
{
    /// <summary>20,000 lines with comments of some length.</summary>
    public const int LargestList = 4 * 1024 * 1024;

    [BindProperty]
    public string? Domain { get; set; }

    [BindProperty]
    public string? PublicComment { get; set; }

    [BindProperty]
    public string? PrivateComment { get; set; }

    [BindProperty]
    public bool RejectMedia { get; set; }

    [BindProperty]
    public bool RejectReports { get; set; }

    [BindProperty]
    public HostSeverity Severity { get; set; } = HostSeverity.Suspended;

    public IReadOnlyList<HostBlock> List { get; private set; } = [];

    public IReadOnlyList<HostAllow> Allowed { get; private set; } = [];

    public IReadOnlyList<Option> Severities => [.. new[] { HostSeverity.Suspended, HostSeverity.Limited, HostSeverity.None }.Select(one => new Option(one.ToString(), T["host." + one], T["host-hint." + one]))];

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostAsync()
    {
        var added = await block.Add(Me.Id, Domain, new HostBlockChange(Severity, RejectMedia, RejectReports, PrivateComment: Given(PrivateComment), PublicComment: Given(PublicComment)));
        if (added.Ok) return Then("/admin/servers", "said.done");
        Look();
        return Again(added.Refusal, ("domain", nameof(Domain)), ("public_comment", nameof(PublicComment)), ("private_comment", nameof(PrivateComment)), ("severity", nameof(Severity)));
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id)
    {
        var removed = await block.Remove(Me.Id, id);
        return removed.Ok ? Then("/admin/servers", "said.done") : Refused(removed.Refusal);
    }

    public async Task<IActionResult> OnPostImportAsync(IFormFile? list)
    {
        if (list is null)
        {
            Look();
            return Again(Refusal.Invalid("list", "No file has arrived. Choose it first."), ("list", "list"));
        }

        using var reader = new StreamReader(list.OpenReadStream());
        var added = await block.AddAll(Me.Id, HostCsv.Read(await reader.ReadToEndAsync(HttpContext.RequestAborted)));
        return added.Ok ? Then("/admin/servers", "said.done") : Refused(added.Refusal);
    }

    public async Task<IActionResult> OnPostAllowAsync(string? name)
    {
        var added = await allow.Add(Me.Id, name);
        if (added.Ok) return Then("/admin/servers", "said.done");
        Look();
        return Again(added.Refusal, ("domain", "name"));
    }

    public async Task<IActionResult> OnPostForbidAsync(long id)
    {
        var removed = await allow.Remove(Me.Id, id);
        return removed.Ok ? Then("/admin/servers", "said.done") : Refused(removed.Refusal);
    }

    public async Task<IActionResult> OnPostOnlyAsync(bool only)
    {
        var changed = await settings.Run(Me.Id, now => now with { OnlyAllowedHosts = only });
        return changed.Ok ? Then("/admin/servers", "said.saved") : Refused(changed.Refusal);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private void Look()
    {
        Visit.Title = T["admin.servers"];
        Allowed = hosts.Allows(Paging.Newest(1_000));
        List = Paged(hosts.Blocks, static one => one.Id);
    }
}
