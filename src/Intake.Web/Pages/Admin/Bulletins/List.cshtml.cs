using Intake.Application.Publication;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins</c>: every bulletin, the newest first.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class ListModel(BulletinQueries queries) : PageModel
{
    /// <summary>Of this series; null is any.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Series { get; set; }

    /// <summary>In this status; null is any.</summary>
    [BindProperty(SupportsGet = true)]
    public BulletinStatus? Status { get; set; }

    /// <summary>Key of the last line of the page before; null begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<BulletinLine> Lines { get; private set; } = [];

    /// <summary>Whether there is a next page.</summary>
    public bool More { get; private set; }

    /// <summary>The editors' names.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var lines = await queries.ListAsync(string.IsNullOrEmpty(Series) ? null : Series, Status, Before, cancellationToken);
        Lines = [.. lines.Take(BulletinQueries.PageLength)];
        More = lines.Count > Lines.Count;
        Names = await queries.NamesAsync(Lines.Select(line => line.Editor), cancellationToken);
    }

    /// <summary>The address of a page with the same filters.</summary>
    public string Address(long? before)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("series", Series), ("status", Status?.ToString()), ("before", before?.ToString(System.Globalization.CultureInfo.InvariantCulture)) })
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }

        return $"/admin/bulletins{query}";
    }
}
