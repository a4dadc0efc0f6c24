using System.Globalization;
using Intake.Application.Publication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary><c>/bulletins</c>: what is published, the newest first; for staff also what is published to their circle.</summary>
[Revalidated]
internal sealed class ListModel(PublicBulletinQueries queries, IssueWords words) : PageModel
{
    /// <summary>The issues of this page.</summary>
    public IReadOnlyList<IssueLine> Lines { get; private set; } = [];

    /// <summary>Where the page before ended: <c>milliseconds-key</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Whether it is the first page.</summary>
    public bool IsFirst { get; private set; } = true;

    /// <summary>The address of the next page; null on the last.</summary>
    public string? Next { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var place = Read(After);
        var lines = await queries.ListAsync(words.ReadableBy(User), place, cancellationToken);
        Lines = [.. lines.Take(PublicBulletinQueries.PageLength)];
        IsFirst = place is null;
        if (lines.Count > Lines.Count)
            Next = string.Create(CultureInfo.InvariantCulture, $"/bulletins?after={Lines[^1].ShownAt.ToUnixTimeMilliseconds()}-{Lines[^1].Id}");
    }

    private static (DateTimeOffset, long)? Read(string? place)
    {
        var parts = place?.Split('-', 2);
        if (parts is not [var at, var id] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            return null;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), key) : null;
    }
}
