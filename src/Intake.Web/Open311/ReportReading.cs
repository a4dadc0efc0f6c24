using System.Globalization;
using Intake.Application.Publication;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Web.Open311;

/// <summary>From the form of <c>POST requests</c> to what somebody asks, or everything that is wrong with it.</summary>
/// <param name="form">The form.</param>
/// <param name="authority">The rules.</param>
/// <param name="jurisdiction">The jurisdiction that it is for.</param>
/// <param name="language">The requester's language.</param>
internal sealed class ReportReading(ReportForm form, Authority authority, Jurisdiction jurisdiction, Language language)
{
    /// <summary>Most characters of a field about a person, a device or a place.</summary>
    public const int LongestField = 200;

    private const int LongestAddress = 2_000;
    private const int MostLatitude = 90;
    private const int MostLongitude = 180;
    private const char FirstHan = '\u2E80';

    private readonly List<Open311Problem> _problems = [];

    /// <summary>What is wrong; nothing when <see cref="Read"/> gave something.</summary>
    public IReadOnlyList<Open311Problem> Problems => _problems;

    /// <summary>What the client calls the account; given back as it came.</summary>
    public string? Account { get; private set; }

    /// <summary>What is asked; null with <see cref="Problems"/>.</summary>
    public Submission? Read()
    {
        if (ServiceNamed() is not { } service)
            return null;
        var point = PointNamed();
        var words = Short("address_string");
        var place = PlaceNamed();
        if (point is null && words is null && form.One("address_id", []) is null && _problems.Count == 0)
            _problems.Add(Open311Problem.Bad("open311.location-missing"));
        var contact = ContactNamed();
        Account = Short("account_id");
        // Asked for by nobody here, so that it is looked at and not kept.
        Short("device_id");
        var submission = new Submission
        {
            Text = Description() ?? service.Name[language],
            Service = service.Code,
            Place = place,
            PlaceText = words,
            Point = point,
            MediaUrl = MediaNamed(),
            Channel = PublicTicketQueries.OpenChannel,
            Language = language,
            Anonymity = contact.IsEmpty ? Anonymity.Anonymous : Anonymity.CentreOnly,
            Contact = contact.IsEmpty ? null : contact,
            Answers = AttributeReading.Read(form, service, authority.TimeZone, _problems),
        };
        return _problems.Count == 0 ? submission : null;
    }

    private Service? ServiceNamed()
    {
        if (form.One("service_code", _problems) is { } code)
        {
            if (authority.Services.TryGetValue(code, out var service) && service.IsPublic)
                return service;
            _problems.Add(Open311Problem.Missing("open311.no-service"));
        }
        else if (_problems.Count == 0)
        {
            _problems.Add(Open311Problem.Bad("open311.service-missing"));
        }

        return null;
    }

    private string? PlaceNamed()
    {
        if (form.One("address_id", _problems) is not { } code)
            return jurisdiction.Place;
        if (authority.Places.ContainsKey(code) && (jurisdiction.Place is null || jurisdiction.Place == code))
            return code;
        _problems.Add(Open311Problem.Missing("open311.no-address"));
        return null;
    }

    private MapPoint? PointNamed()
    {
        var (latitude, longitude) = (form.One("lat", _problems), form.One("long", _problems));
        if (latitude is null && longitude is null)
            return null;
        if (Degrees(latitude, MostLatitude) is { } north && Degrees(longitude, MostLongitude) is { } east)
            return new(north, east);
        _problems.Add(Open311Problem.Bad("open311.wrong-point"));
        return null;
    }

    private static decimal? Degrees(string? text, int most) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;

    private string? Description()
    {
        var description = form.One("description", _problems);
        var most = authority.Policy.MessageCharacters;
        if (description?.Length > most)
            _problems.Add(Open311Problem.Of(TicketRefusals.TextIsTooLong(most)));
        return description;
    }

    private Contact ContactNamed()
    {
        var email = Short("email");
        if (email is not null && !IsMailAddress(email))
            _problems.Add(Open311Problem.Bad("open311.wrong-email"));
        return new(NameOf(Short("first_name"), Short("last_name")), Short("phone"), email);
    }

    private static bool IsMailAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }

    // A Chinese name is written without a blank, the family's name first.
    private static string? NameOf(string? first, string? last)
    {
        if (first is null || last is null)
            return first ?? last;
        return first.Concat(last).Any(character => character >= FirstHan) ? last + first : $"{first} {last}";
    }

    private string? MediaNamed()
    {
        if (form.One("media_url", _problems) is not { } address)
            return null;
        if (address.Length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https")
            return address;
        _problems.Add(Open311Problem.Bad("open311.wrong-media"));
        return null;
    }

    private string? Short(string field)
    {
        var value = form.One(field, _problems);
        if (value is not { Length: > LongestField })
            return value?.ReplaceLineEndings(" ");
        _problems.Add(Open311Problem.Bad("open311.too-long", ("field", field), ("most", LongestField.ToString(CultureInfo.InvariantCulture))));
        return null;
    }
}
