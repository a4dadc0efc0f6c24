using System.Text.RegularExpressions;
using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>The head of <c>authority.yaml</c>: what the other files need to be read at all.</summary>
internal sealed record AuthorityHead(string Jurisdiction, string JurisdictionId, LocalText Name, TimeZoneInfo TimeZone, Contact? Contact);

/// <summary>Reads the head of <c>authority.yaml</c>.</summary>
internal static partial class ReadAuthority
{
    private const string JurisdictionIdWords = "a host name in small letters, without \"www\"";

    internal static AuthorityHead From(YamlSection section)
    {
        section.Reading.Languages = Languages(section);
        return new AuthorityHead(
            Matching(section, "jurisdiction", JurisdictionForm(), "two to eight capital letters"),
            Matching(section, "jurisdictionId", JurisdictionIdForm(), JurisdictionIdWords),
            section.Local("name"),
            Zone(section, "timeZone") ?? TimeZoneInfo.Utc,
            ReadContact(section));
    }

    /// <summary>The jurisdictions of places; no id may stand twice.</summary>
    internal static IReadOnlyList<Jurisdiction> PlaceJurisdictions(YamlSection file, string own, KnownCodes places)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { own };
        var read = new List<Jurisdiction>();
        foreach (var section in file.Sections("placeJurisdictions", isRequired: false))
        {
            using (section)
            {
                var id = Matching(section, "id", JurisdictionIdForm(), JurisdictionIdWords);
                if (id.Length > 0 && !known.Add(id))
                    section.Problem("id", $"the jurisdiction \"{id}\" is there twice");
                read.Add(new(id, section.Reference("place", places)));
            }
        }

        return read;
    }

    /// <summary>A time zone by its IANA name; null when the key is missing (a problem) or unknown (a problem).</summary>
    internal static TimeZoneInfo? Zone(YamlSection section, string key)
    {
        var name = section.Text(key);
        if (name.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return name.Length == 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(name);
        section.Problem(key, $"there is no time zone \"{name}\"; use an IANA name such as Asia/Shanghai");
        return null;
    }

    private static IReadOnlyList<Language> Languages(YamlSection section)
    {
        var items = section.Items("languages", isRequired: true);
        foreach (var (tag, line) in items.Where(item => !TagForm().IsMatch(item.Text)))
            section.Report(line, $"\"{tag}\" is not a language tag such as zh-CN or en");
        foreach (var (tag, line) in items.Where((item, index) => items.Take(index).Any(earlier => earlier.Text == item.Text)))
            section.Report(line, $"the language \"{tag}\" is there twice");
        if (section.IsEmptyList("languages"))
            section.Problem("languages", "at least one language is needed, the default first");
        return [.. items.Select(item => new Language(item.Text)).Distinct()];
    }

    private static Contact? ReadContact(YamlSection section)
    {
        using var contact = section.Section("contact");
        if (contact is null)
            return null;
        var email = contact.Text("email");
        if (email.Length > 0 && !EmailForm().IsMatch(email))
            contact.Problem("email", $"\"{email}\" is not an e-mail address");
        return new Contact(contact.Text("phone"), email, contact.Local("address"), Site(contact));
    }

    private static Uri? Site(YamlSection contact)
    {
        if (contact.OptionalText("website") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var site) && site.Scheme is "http" or "https")
            return site;
        contact.Problem("website", $"\"{text}\" is not an address that begins with https:// or http://");
        return null;
    }

    private static string Matching(YamlSection section, string key, Regex form, string words)
    {
        var text = section.Text(key);
        if (text.Length > 0 && !form.IsMatch(text))
            section.Problem(key, $"\"{key}\" must be {words}, not \"{text}\"");
        return text;
    }

    [GeneratedRegex("^[A-Z]{2,8}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JurisdictionForm();

    [GeneratedRegex("^(?!www\\.)[a-z0-9-]+(\\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JurisdictionIdForm();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TagForm();

    [GeneratedRegex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmailForm();
}
