using Intake.Application.Webhooks;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/webhooks</c>: other systems that are told what happens.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class WebhooksModel(WebhookQueries hooks, WebhookSecret secrets, CommandWriter writer, PageTexts texts) : PageModel
{
    /// <summary>Every webhook.</summary>
    public IReadOnlyList<WebhookState> All { get; private set; } = [];

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public WebhookInput Input { get; set; } = new();

    /// <summary>A new secret, on the page that shows it this once.</summary>
    public string? Made { get; private set; }

    /// <summary>Shows them, and one of them to be changed.</summary>
    public async Task OnGetAsync(string? edit, CancellationToken cancellationToken)
    {
        All = await hooks.AllAsync(cancellationToken);
        Made = OnceLink.Take(this);
        if (All.FirstOrDefault(state => state.Row.Id == edit) is { } one)
            Input = new() { Id = one.Row.Id, Name = one.Row.Name, Url = one.Row.Url, Types = [.. one.Types] };
    }

    /// <summary>Makes one, or changes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var saved = await writer.WriteAsync(new SaveWebhook(Input.Id, new(Input.Name ?? "", Input.Url ?? "", Input.Types)), CancellationToken.None);
        if (!saved.Succeeded)
        {
            this.Refuse(texts.Explain(saved.Refusal), saved.Refusal.Code switch { "WebhookNeedsUrl" => "Input.Url", "WebhookNeedsName" => "Input.Name", _ => "Input.Types" });
            All = await hooks.AllAsync(cancellationToken);
            return Page();
        }

        if (Input.Id is null)
            OnceLink.Leave(this, secrets.For(saved.Value, 0));
        else
            this.Tell(texts["admin.webhook.saved"], Tone.Green);
        return RedirectToPage();
    }

    /// <summary>Posts a trial.</summary>
    public async Task<IActionResult> OnPostTryAsync(string id) =>
        Told(await writer.WriteAsync(new TryWebhook(id)), "admin.webhook.tried");

    /// <summary>Switches one on.</summary>
    public async Task<IActionResult> OnPostOnAsync(string id) =>
        Told(await writer.WriteAsync(new SwitchWebhook(id, isOn: true)), "admin.webhook.switched-on");

    /// <summary>Switches one off.</summary>
    public async Task<IActionResult> OnPostOffAsync(string id) =>
        Told(await writer.WriteAsync(new SwitchWebhook(id, isOn: false)), "admin.webhook.switched-off");

    /// <summary>Gives one a new secret and shows it.</summary>
    public async Task<IActionResult> OnPostRotateAsync(string id)
    {
        var generation = await writer.WriteAsync(new RotateWebhookSecret(id));
        if (generation > 0)
            OnceLink.Leave(this, secrets.For(id, generation));
        return Told(generation > 0, "admin.webhook.rotated");
    }

    /// <summary>Removes one.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string id) =>
        Told(await writer.WriteAsync(new DeleteWebhook(id)), "admin.webhook.removed");

    private RedirectToPageResult Told(bool isDone, string key)
    {
        this.Tell(texts[isDone ? key : "admin.webhook.stale"], isDone ? Tone.Green : Tone.Yellow);
        return RedirectToPage();
    }
}

/// <summary>What the form brings.</summary>
internal sealed class WebhookInput
{
    /// <summary>Key of the one to change; null for a new one.</summary>
    public string? Id { get; set; }

    /// <summary>What it is for.</summary>
    public string? Name { get; set; }

    /// <summary>Where messages are posted to.</summary>
    public string? Url { get; set; }

    /// <summary>What it is told of; none for everything.</summary>
    public List<string> Types { get; set; } = [];
}
