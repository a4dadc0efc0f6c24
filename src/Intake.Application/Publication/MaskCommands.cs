using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Publication;

/// <summary>Confirms one mask of a text, or with no index all that nobody has looked at.</summary>
public sealed class ConfirmMasks(long id, Actor actor, TextPlace place, int? mask = null, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken) =>
        new(Editing.Mask(deciding, bulletin, place, text => mask is { } index ? text.Rule(index, MaskRuling.Confirmed) : text.ConfirmAll(), BulletinRefusals.NoSuchMask));
}

/// <summary>Lifts one mask of a text, for a reason: what it covers will be shown.</summary>
public sealed class LiftMask(long id, Actor actor, TextPlace place, int mask, int? seenVersion = null, LiftReason why = LiftReason.NotPersonal) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken) =>
        new(Editing.Mask(deciding, bulletin, place, text => text.Rule(mask, MaskRuling.Lifted, why), BulletinRefusals.NoSuchMask));
}

/// <summary>Hides a part of a text that a person marked: by its range, or, without one, wherever the words stand.</summary>
public sealed class AddMask(long id, Actor actor, TextPlace place, string words, int? start = null, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken) =>
        new(Editing.Mask(deciding, bulletin, place, text => start is { } at && text.Has(words, at) ? text.Add(at, words.Length) : text.AddEverywhere(words), BulletinRefusals.NothingToHide));
}
