using System.Security.Cryptography;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;

namespace Intake.Application.Programs;

/// <summary>What became of a request that was handed in.</summary>
/// <param name="Outcome">The ticket as it was when it was made, or why there is none.</param>
/// <param name="IsReplayed">Whether the request came before, and this is the same answer again.</param>
public sealed record SubmitAnswer(Outcome<Ticket> Outcome, bool IsReplayed);

/// <summary>Hands in what comes without a conversation; with an idempotency key once, however often it comes within 24 hours. The ticket is durable when this answers.</summary>
public sealed class SubmitOnce(CommandWriter writer, Repeats repeats)
{
    /// <summary>The same request is under way on this node.</summary>
    public static readonly Refusal RequestIsUnderWay = new(nameof(RequestIsUnderWay));

    /// <summary>The idempotency key came before, with another body.</summary>
    public static readonly Refusal IdempotencyKeyHasAnotherBody = new(nameof(IdempotencyKeyHasAnotherBody));

    /// <summary>Hands it in.</summary>
    /// <param name="submission">What is asked.</param>
    /// <param name="program">The key of the program.</param>
    /// <param name="idempotencyKey">What tells a repeat; null when the program gave nothing, then every request is a new one.</param>
    /// <param name="body">The request's body as it came, of which a repeat has the same.</param>
    /// <param name="cancellationToken">Gives up while nothing is sent to the writer that has to be remembered.</param>
    /// <exception cref="CannotBeSavedException">The database could not save it; nothing of it is saved.</exception>
    public async Task<SubmitAnswer> SubmitAsync(Submission submission, ApiKey program, string? idempotencyKey, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(program);
        var actor = Actor.Program(program.Name);
        if (idempotencyKey is null)
            return new(await writer.WriteAsync(new SubmitByProgram(submission, actor, null), cancellationToken), IsReplayed: false);
        var repeat = Repeats.KeyOf(program.Id, idempotencyKey, body.Span);
        return await OnceAsync(repeat, new SubmitByProgram(submission, actor, repeat), cancellationToken);
    }

    /// <summary>Hands in what a person sends from a form. Sent again it is the same request; changed and sent again it is another one.</summary>
    /// <param name="submission">What is asked.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="form">The form's own key, made when it was shown.</param>
    /// <param name="body">What the form brought, of which a repeat has the same.</param>
    /// <exception cref="CannotBeSavedException">The database could not save it; nothing of it is saved.</exception>
    public Task<SubmitAnswer> SubmitAsync(Submission submission, Actor actor, string form, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(actor);
        var repeat = Repeats.KeyOf($"form:{actor.Signature}", $"{form}:{Convert.ToHexStringLower(SHA256.HashData(body.Span))}", body.Span);
        return OnceAsync(repeat, new SubmitByProgram(submission, actor, repeat), CancellationToken.None);
    }

    private async Task<SubmitAnswer> OnceAsync(RepeatKey repeat, SubmitByProgram command, CancellationToken cancellationToken)
    {
        if (!repeats.Begin(repeat))
            return new(RequestIsUnderWay, IsReplayed: false);
        try
        {
            if (await repeats.FindAsync(repeat, cancellationToken) is { } known)
                return Again(repeat, known);
            // Once sent it will be done: going away with the client would let a repeat in before it is remembered.
            return new(await writer.WriteAsync(command, CancellationToken.None), IsReplayed: false);
        }
        catch (CannotBeSavedException)
        {
            // Another node may have had the same request at the same moment; then it is known now.
            if (await repeats.FindAsync(repeat, cancellationToken) is not { } known)
                throw;
            return Again(repeat, known);
        }
        finally
        {
            repeats.End(repeat);
        }
    }

    private static SubmitAnswer Again(RepeatKey repeat, KnownRequest known) => known.BodyHash == repeat.BodyHash
        ? new(known.Ticket, IsReplayed: true)
        : new(IdempotencyKeyHasAnotherBody, IsReplayed: false);
}
