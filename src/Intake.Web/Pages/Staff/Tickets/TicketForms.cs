using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>Turns what a form brings into the command that it is for. What a form must have and lacks is a refusal, as anything else that cannot be done.</summary>
internal static class TicketForms
{
    /// <summary>The actions of staff that have a form, in the order of the page.</summary>
    public static IReadOnlyList<TicketAction> Shown { get; } =
    [
        TicketAction.Accept, TicketAction.Acknowledge, TicketAction.GrantReturn, TicketAction.RefuseReturn,
        TicketAction.GrantExtension, TicketAction.RefuseExtension, TicketAction.Verify, TicketAction.WriteOff, TicketAction.Relist,
        TicketAction.LookBack, TicketAction.Resolve, TicketAction.Contact, TicketAction.StopWaiting, TicketAction.Dispatch,
        TicketAction.SettleAtOnce, TicketAction.Decline, TicketAction.AskRequester, TicketAction.Assign, TicketAction.Plan,
        TicketAction.RequestExtension, TicketAction.RequestReturn, TicketAction.Remark, TicketAction.Instruct,
        TicketAction.Merge, TicketAction.Unmerge,
    ];

    /// <summary>Whether the form of an action takes files.</summary>
    public static bool TakesFiles(TicketAction action) => action is TicketAction.Resolve or TicketAction.SettleAtOnce;

    /// <summary>Whether a choice is missing that the form asks for and no rule of the domain names.</summary>
    public static Refusal? Missing(TicketAction action, TicketInput input) => action switch
    {
        TicketAction.Resolve or TicketAction.SettleAtOnce when input.Outcome is null => new("OutcomeIsMissing"),
        TicketAction.Assign when string.IsNullOrEmpty(input.Handler) => new("HandlerIsMissing"),
        TicketAction.RequestExtension when input.Amount is null => new("AmountIsMissing"),
        TicketAction.Accept when input.Kind is null => TicketRefusals.KindNotTaken,
        TicketAction.Plan when input.EndOn is null => TicketRefusals.TargetsDoNotFit,
        _ => null,
    };

    /// <summary>The command of a form in which nothing is missing; null for what is not done by a form of this page.</summary>
    public static TicketCommand? CommandOf(TicketAction action, TicketId id, Actor actor, TicketInput input, IReadOnlyList<long> files, Authority authority, TimeUnit extensionUnit) => action switch
    {
        TicketAction.Accept when input.Both => new AcceptAndDispatch(id, actor, input.Kind!.Value, input.Service ?? "", Code(input.Place), input.Lead ?? "", input.CoHandlers, input.Instruction ?? "", input.Seen),
        TicketAction.Accept => new AcceptTicket(id, actor, input.Kind!.Value, Code(input.Service), Code(input.Place), input.Seen),
        TicketAction.Decline => new DeclineTicket(id, actor, input.Reason ?? "", Code(input.Door), input.Seen),
        TicketAction.SettleAtOnce => new SettleTicketAtOnce(id, actor, Answer(input, files), input.Seen),
        TicketAction.Dispatch => new DispatchTicket(id, actor, input.Lead ?? "", input.CoHandlers, input.Instruction ?? "", input.Seen),
        TicketAction.Acknowledge => new AcknowledgeTicket(id, actor, input.Seen),
        TicketAction.Assign => new AssignHandler(id, actor, input.Handler!, input.Seen),
        TicketAction.Contact => new RecordContact(id, actor, input.Note, input.Seen),
        TicketAction.RequestReturn => new RequestReturn(id, actor, input.Rule ?? "", input.Reason ?? "", input.Seen),
        TicketAction.GrantReturn => new GrantReturn(id, actor, input.Lead ?? "", input.CoHandlers, input.Instruction ?? "", input.Seen),
        TicketAction.RefuseReturn => new RefuseReturn(id, actor, input.Reason ?? "", input.Seen),
        TicketAction.AskRequester => new AskRequester(id, actor, input.Question ?? "", input.Seen),
        TicketAction.StopWaiting => new StopWaiting(id, actor, input.Seen),
        TicketAction.Plan => new PlanTicket(id, actor, Targets(input), input.EndOn!.Value, input.Seen),
        TicketAction.RequestExtension => new RequestExtension(id, actor, new(input.Amount!.Value, extensionUnit), input.Reason ?? "", input.Seen),
        TicketAction.GrantExtension => new GrantExtension(id, actor, input.Seen),
        TicketAction.RefuseExtension => new RefuseExtension(id, actor, input.Reason ?? "", input.Seen),
        TicketAction.Resolve => new ResolveTicket(id, actor, input.Outcome!.Value, input.Reply ?? "", input.Report ?? "", files, input.Seen),
        TicketAction.Verify => new StartVerification(id, actor, input.Seen),
        TicketAction.WriteOff => new WriteOffTicket(id, actor, input.Note, input.Seen),
        TicketAction.Relist => new RelistTicket(id, actor, input.Reason ?? "", input.Seen),
        TicketAction.LookBack => new RecordLookBack(id, actor, input.Note ?? "", input.Seen),
        TicketAction.Remark => new RemarkOnTicket(id, actor, input.Note ?? "", input.Seen),
        TicketAction.Instruct => new InstructOnTicket(id, actor, input.Instruction ?? "", input.Seen),
        // Opening contact data changes nothing that others work on: it is not refused because somebody else was quicker.
        TicketAction.ReadContact => new ReadRequesterContact(id, actor, input.Reason ?? ""),
        TicketAction.Merge => new MergeTicket(id, actor, TicketNumber.TryParse(input.Into, authority.Jurisdiction, out var into) ? into : default, input.Seen),
        TicketAction.Unmerge => new UnmergeTicket(id, actor, input.Seen),
        TicketAction.AnswerQuestion or TicketAction.Contest or TicketAction.Rate or TicketAction.Archive or TicketAction.Urge
            or TicketAction.AddText or TicketAction.Withdraw or TicketAction.Tick => null,
    };

    private static AnswerDraft Answer(TicketInput input, IReadOnlyList<long> files) =>
        new(input.Outcome!.Value, input.IsFixed, input.Reply ?? "", input.Report ?? "", input.Instruction ?? "")
        {
            Evidence = files,
            Article = string.IsNullOrEmpty(input.Article) ? null : new(input.Article, input.ArticleVersion ?? ""),
            AcceptedAs = input.Kind is { } kind ? new(kind, Code(input.Service), Code(input.Place)) : null,
        };

    private static List<TargetDraft> Targets(TicketInput input) =>
    [
        .. input.TargetText.Zip(input.TargetOn)
            .Where(target => !string.IsNullOrWhiteSpace(target.First) && target.Second is not null)
            .Select(target => new TargetDraft(target.First!, target.Second!.Value)),
    ];

    private static string? Code(string? chosen) => string.IsNullOrEmpty(chosen) ? null : chosen;
}
