using System.Text;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace Antiphon.Web.Pages.Settings;

/// <summary>The authenticator app: a picture to scan or a secret to type, one code to prove it, recovery codes shown once.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class SecondFactorPage(SecondFactor factor, Members members) : SitePage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? CodesPassword { get; set; }

    [BindProperty]
    public string? OffPassword { get; set; }

    public Member Member { get; private set; } = null!;

    public TotpSetup? Setup { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>The link as a picture inside the page: it is asked for nowhere.</summary>
    public string QrCode
    {
        get
        {
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode(Setup!.Link.OriginalString, QRCodeGenerator.ECCLevel.M);
            using var svg = new SvgQRCode(data);
            return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4)));
        }
    }

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostBeginAsync()
    {
        Look();
        var begun = await factor.Begin(Me.Id, Visit.Settings.Title);
        if (!begun.Ok) return Again(begun.Refusal);
        Setup = begun.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        Look();
        var confirmed = await factor.Confirm(Me.Id, Code ?? string.Empty);
        if (confirmed.Ok) return Show(confirmed.Value);
        if (Secret is not null && Uri.TryCreate(Link, UriKind.Absolute, out var link) && link.Scheme == "otpauth") Setup = new TotpSetup(Secret, link);
        return Again(confirmed.Refusal, ("code", nameof(Code)));
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        Look();
        var renewed = await factor.NewRecoveryCodes(Me.Id, CodesPassword ?? string.Empty);
        return renewed.Ok ? Show(renewed.Value) : Again(renewed.Refusal, ("password", nameof(CodesPassword)));
    }

    public async Task<IActionResult> OnPostOffAsync()
    {
        Look();
        var off = await factor.TurnOff(Me.Id, OffPassword ?? string.Empty);
        return off.Ok ? Then("/settings/second-factor", "said.second-factor-off") : Again(off.Refusal, ("password", nameof(OffPassword)));
    }

    private IActionResult Show(IReadOnlyList<string> codes)
    {
        Codes = codes;
        Visit.Scripts.Add("copy.js");
        return Page();
    }

    private void Look()
    {
        Visit.Title = T["settings.second-factor"];
        Member = members.Find(Me.Id)!;
    }
}
