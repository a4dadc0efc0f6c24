using System.Globalization;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Replays.Seeding;

/// <summary>Lives one made-up ticket through: every step is decided by the domain, and the clock does in between what it would have done.</summary>
internal sealed partial class SeedLife
{
    private static readonly TimeSpan NoticesSince = TimeSpan.FromDays(3);

    private static readonly Dictionary<string, string> NoAnswers = new(StringComparer.Ordinal);

    private readonly SeedScene _scene;
    private readonly SeedEntry _entry;
    private readonly Random _random;
    private readonly SeededTicket _made = new();
    private readonly SeedPhrases _phrases;
    private readonly Language _language;
    private readonly Service _service;
    private readonly Place? _place;
    private readonly SeedSubject _subject;
    private Ticket _ticket = null!;
    private DateTimeOffset _at;

    private SeedLife(SeedScene scene, SeedEntry entry)
    {
        (_scene, _entry, _at) = (scene, entry, entry.At);
        _random = new Random(unchecked((scene.Random * 486_187_739) + entry.Place));
        _language = _random.Next(100) < 88 ? scene.Authority.Languages[0] : scene.Authority.Languages[^1];
        _phrases = SeedPhrases.In(_language);
        _service = scene.ServiceFor(_random);
        _place = scene.PlaceFor(_random);
        _subject = _phrases.SubjectOf(scene.Authority, _service, _place, entry.At, _random);
    }

    /// <summary>The whole life of one ticket.</summary>
    public static SeededTicket Live(SeedScene scene, SeedEntry entry)
    {
        var life = new SeedLife(scene, entry);
        life.Receive();
        var moves = SeedStory.Of(entry.Fate, scene.Now - entry.At, life._random);
        for (var i = 0; i < moves.Count; i++)
            life.Go(moves[i], moves.Count - i);
        if (entry.Fate != SeedFate.Due)
            life.TickUntil(scene.Now);
        life.CheckFate();
        TicketRows.Write(life._ticket, life._made.Row);
        return life._made;
    }

    private void Receive()
    {
        var channel = _random.Next(100) switch { < 55 => "webchat", < 65 => "api", < 85 => "phone", < 95 => "wechat", _ => "email" };
        var kind = KindOf();
        var anonymity = _random.Next(100) switch { < 20 => Anonymity.Anonymous, < 65 => Anonymity.CentreOnly, _ => Anonymity.Named };
        var isSure = _random.Next(100) < 85;
        var actor = Actor.Requester(channel);
        var received = Receiving.Receive(new(_scene.Authority, actor, _at), new()
        {
            Kind = kind,
            Service = isSure ? _service.Code : null,
            Confidence = isSure ? Math.Round(0.5 + (_random.NextDouble() / 2), 3) : 0,
            Place = _place?.Code,
            Channel = channel,
            Language = _language,
            Anonymity = anonymity,
            Requester = anonymity == Anonymity.Anonymous ? null : AddRequester(),
            Matter = Write(TextRole.Matter, _phrases.Matter(_subject, kind == TicketKind.Praise, _random)),
            Particulars = _random.Next(100) < 40 ? Write(TextRole.Particulars, new TicketParticulars(_subject.Where, NoAnswers).ToJson()) : null,
        });
        Record(actor, received.Value ?? throw Refused("received", received.Refusal));
    }

    private TicketKind KindOf()
    {
        var asked = _random.Next(100) switch { < 38 => TicketKind.Complaint, < 68 => TicketKind.Help, < 84 => TicketKind.Inquiry, < 92 => TicketKind.Suggestion, < 97 => TicketKind.Report, _ => TicketKind.Praise };
        return _service.Kinds.Contains(asked) ? asked : _service.Kinds[0];
    }

    private long AddRequester()
    {
        _made.Requester = new()
        {
            Id = _scene.FirstRequester + _entry.Place,
            Name = _phrases.Name(_random),
            // 140 0000 is given out to nobody's telephone.
            Phone = string.Create(CultureInfo.InvariantCulture, $"1400000{_random.Next(10_000):0000}"),
            CreatedAt = _at,
        };
        return _made.Requester.Id;
    }

    /// <summary>Takes one step, at the latest so early that those after it have time left.</summary>
    private void Go(SeedMove move, int movesLeft)
    {
        if (move.Step == SeedStep.Resolve && _ticket.Lead == _scene.Authority.Centre.Code)
        {
            // Settled at once and contested: now a unit gets it.
            Go(new(SeedStep.Dispatch, 0.1), movesLeft + 2);
            Go(new(SeedStep.Acknowledge, 0.5), movesLeft + 1);
        }

        var wanted = Inside(move.Step, _at + Wait(move));
        var latest = _at + ((_scene.Now - _at) / (movesLeft + 1));
        TickUntil(Cut(wanted < latest ? wanted : latest));
        var (texts, files) = (_made.Texts.Count, _made.Files.Count);
        if (Decide(move.Step) is not var (actor, outcome))
            return;
        if (outcome.Succeeded)
        {
            foreach (var change in outcome.Value)
                Record(actor, change);
            return;
        }

        if (!IsWhim(move.Step))
            throw Refused(move.Step.ToString(), outcome.Refusal);
        _made.Texts.RemoveRange(texts, _made.Texts.Count - texts);
        _made.Files.RemoveRange(files, _made.Files.Count - files);
    }

    // To resolve takes a share of the limit: mostly less than all of it.
    private TimeSpan Wait(SeedMove move)
    {
        if (move.Step != SeedStep.Resolve)
            return TimeSpan.FromHours(move.Hours);
        var left = (_ticket.ClockOf(ClockKind.UnitResolution)?.DueAt ?? _at.AddDays(3)) - _at;
        var share = _random.Next(100) < 84 ? 0.15 + (_random.NextDouble() * 0.8) : 1.02 + (_random.NextDouble() * 1.2);
        return left > TimeSpan.Zero ? left * share : TimeSpan.FromHours(1 + (_random.NextDouble() * 40));
    }

    /// <summary>Staff act in working time; citizens whenever they like.</summary>
    private DateTimeOffset Inside(SeedStep step, DateTimeOffset at)
    {
        if (step is SeedStep.Withdraw or SeedStep.Answer or SeedStep.Urge or SeedStep.AddText or SeedStep.Rate or SeedStep.Contest)
            return at;
        var calendar = _scene.Authority.CalendarOf(_ticket.Lead ?? _scene.Authority.Centre.Code);
        var working = WorkingClock.NextWorkingTime(calendar, at);
        return working == at ? at : working.AddSeconds(_random.Next(30, 5_400));
    }

    /// <summary>Does what falls due until an instant, at the instants at which it does, and stands there then.</summary>
    private void TickUntil(DateTimeOffset until)
    {
        for (var ticks = 0; _ticket.NextDueAt is { } due && due <= until; ticks++)
        {
            if (ticks == 500)
                throw new InvalidOperationException($"The clock does not come to rest on ticket {_ticket.Id}.");
            _at = due > _at ? due : _at;
            var changes = Ticking.Tick(By(Actor.Clock), _ticket);
            foreach (var change in changes.Count > 0 ? changes : [new Rescheduled()])
                Record(Actor.Clock, change);
        }

        _at = until > _at ? until : _at;
    }

    private void Record(Actor actor, TicketChange change)
    {
        var (after, happened) = TicketLog.Append(By(actor), _made.Events.Count == 0 ? null : _ticket, _entry.Id, change);
        _ticket = after;
        _made.Events.Add(TicketRows.RowOf(happened));
        if (_scene.Now - _at > NoticesSince)
            return;
        foreach (var (unit, kind) in Announcements.NoticesOf(_scene.Authority.Centre.Code, after, change))
            _made.Notices.Add(new() { Unit = unit, Ticket = _entry.Id.Value, Kind = kind, At = _at });
    }

    private TextRef Write(TextRole role, string body)
    {
        if (_made.Texts.Count == SeedScene.TextsOfOne)
            throw new InvalidOperationException($"Ticket {_entry.Id} has more texts than were set aside.");
        var salt = new byte[16];
        _random.NextBytes(salt);
        var key = _scene.FirstText + ((long)_entry.Place * SeedScene.TextsOfOne) + _made.Texts.Count;
        _made.Texts.Add(new() { Id = key, Ticket = _entry.Id.Value, Role = role, Salt = salt, Body = body });
        return new(key, role, WriteSession.HashOf(salt, body));
    }

    private AttachmentRef[] Evidence()
    {
        if (!_service.EvidenceRequired || _made.Files.Count == SeedScene.FilesOfOne)
            return [.. _made.Files.Take(1).Select(file => new AttachmentRef(file.Id, file.ContentType, file.Length, file.Hash))];
        var proof = _scene.Evidence with { Id = _scene.FirstFile + ((long)_entry.Place * SeedScene.FilesOfOne) + _made.Files.Count };
        _made.Files.Add(new() { Id = proof.Id, Ticket = _entry.Id.Value, Name = "evidence.png", ContentType = proof.ContentType, Length = proof.Length, Hash = proof.Hash, CreatedAt = _at });
        return [proof];
    }

    private void CheckFate()
    {
        var isAsPlanned = _entry.Fate switch
        {
            SeedFate.Closed => !_ticket.State.IsOpen() && !(_ticket.NextDueAt <= _scene.Now),
            SeedFate.Open => _ticket.State.IsOpen() && !(_ticket.NextDueAt <= _scene.Now),
            SeedFate.Due => _ticket.State.IsOpen() && _ticket.NextDueAt <= _scene.Now,
        };
        if (!isAsPlanned)
            throw new InvalidOperationException($"Ticket {_ticket.Id} was to be {_entry.Fate} and is {_ticket.State}, due next at {_ticket.NextDueAt:u}.");
    }

    private Deciding By(Actor actor) => new(_scene.Authority, actor, _at);

    private static DateTimeOffset Cut(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private InvalidOperationException Refused(string what, Refusal? refusal) => new($"Ticket {_entry.Id} could not be {what} at {_at:u}: {refusal?.Code}");
}
