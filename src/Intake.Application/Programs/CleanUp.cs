using Intake.Application.Batches;
using Intake.Application.Openings;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Programs;

/// <summary>Throws away what has run out and nobody asks for any more: idempotency keys and what tells a questionnaire sent twice after 24 hours, links that were never used, files of batches that nobody confirmed, and sheets of boxes that somebody began to type and never saved. For a daily job; safe to run twice.</summary>
public sealed class CleanUp : Command<int>
{
    /// <summary>How many rows went.</summary>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (over, now, shown, typed) = (session.Now - Repeats.Kept, session.Now, session.Now - BatchDesk.Kept, session.Now - OpeningDesk.DraftsKept);
        return await session.Db.IdempotencyKeys.Where(row => row.CreatedAt <= over).ExecuteDeleteAsync(cancellationToken)
            + await session.Db.QuestionnaireRepeats.Where(row => row.CreatedAt <= over).ExecuteDeleteAsync(cancellationToken)
            + await session.Db.Invitations.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken)
            + await session.Db.Batches.Where(row => row.State == BatchState.Previewed && row.CreatedAt <= shown).ExecuteDeleteAsync(cancellationToken)
            + await session.Db.OpeningDrafts.Where(row => row.At <= typed).ExecuteDeleteAsync(cancellationToken);
    }
}
