using Antiphon.Http;
using Antiphon.Mail;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>A way back in. The same answer whether or not there is such a member.</summary>
[RouteRule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class RecoverPage(RecoverPassword recover, MailSender mail, Limits limits) : SitePage
{
    [BindProperty]
    public string? Who { get; set; }

    public bool Sent { get; private set; }

    public bool CanSend => mail.Configured;

    public void OnGet(bool sent = false)
    {
        Visit.Title = T["recover.title"];
        Sent = sent;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Visit.Title = T["recover.title"];
        if (string.IsNullOrWhiteSpace(Who))
        {
            Wrong(nameof(Who), T["sign-in.name-missing"]);
            return Shown();
        }

        if (limits.TakeFor(Who) is { } tooMany) return Refused(tooMany);
        var done = await recover.Run(Who, secret => new Uri(Visit.Site.To("/once/" + secret)), HttpContext.RequestAborted);
        return done.Ok ? Then("/recover?sent=true") : Again(done.Refusal);
    }
}
