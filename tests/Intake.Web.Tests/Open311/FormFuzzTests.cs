using System.Text;
using System.Xml;
using System.Xml.Linq;
using Intake.Domain.Catalogue;
using Intake.Testing;
using Intake.Web.Open311;

namespace Intake.Web.Tests.Open311;

/// <summary>Whatever comes, the reader of forms answers it: it never throws, what it takes keeps the rules, and what is written can be read.</summary>
public sealed class FormFuzzTests
{
    private const int Rounds = 20_000;
    private const int Seed = 311;

    private static readonly string[] Pieces =
    [
        "service_code", "street-lights", "property-management", "building-site-noise", "lat", "long", "30", "-120.5", "91", "1e9", "NaN", "address_string", "address_id", "xingbei", "attribute[", "attribute[estate]",
        "attribute[hours][]", "attribute[hours][0]", "attribute[since]", "]", "[", "[]", "noon", "night", "description", "media_url", "http://a", "https://%5B", "email", "a@b", "phone", "first_name", "last_name", "jurisdiction_id",
        "=", "&", "+", "%", "%2", "%zz", "%00", "%E7%81%AF", "%C2%B7%B5", "%ED%A0%80", "\u0000", "\uFEFF", "\u202E", "灯", "😀", "\r\n", "2026-03-10T00:00:00Z", "<b>", "&amp;", ";", "api_key",
    ];

    private static readonly string[] NoDates = ["", "2026", "2026-03", "2026-03-10", "2026-03-10T00:30:00", "10.03.2026", "2026-13-10T00:30:00Z"];

    private static readonly Authority Authority = ExampleAuthority.Load();

    [Fact]
    public void Nothing_that_comes_makes_it_throw()
    {
        var random = new Random(Seed);
        var (taken, refused, unreadable) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var body = Body(random);
            if (ReportForm.Read(body, out var problem) is not { } form)
            {
                Assert.NotNull(problem);
                unreadable++;
                continue;
            }

            Assert.All(form.All, field => Assert.DoesNotContain('\0', field.Value));
            var reading = new ReportReading(form, Authority, new Jurisdiction(Authority.JurisdictionId, null), Language.English);
            if (reading.Read() is { } submission)
            {
                taken++;
                Assert.True(Authority.Services[submission.Service!].IsPublic);
                Assert.True(submission.Point is not null || submission.PlaceText is not null || submission.Place is not null);
                Assert.InRange(submission.Point?.Latitude ?? 0, -90, 90);
            }
            else
            {
                refused++;
                Assert.NotEmpty(reading.Problems);
                Assert.All(reading.Problems, one => Assert.InRange(one.Status, 400, 404));
            }
        }

        // Every way out was taken, so that the rounds say something.
        Assert.All(new[] { taken, refused, unreadable }, count => Assert.True(count > 0, $"{taken} taken, {refused} refused, {unreadable} unreadable"));
    }

    [Fact]
    public void Whatever_is_written_can_be_read_in_both_forms()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds / 10; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(char.MaxValue + 1))]);
            var document = new Open311Document("errors", new Items("error", [new Fields(("description", text))]));
            var read = XDocument.Load(XmlReader.Create(new MemoryStream(XmlForm.Write(document)))).Root!.Element("error")!.Element("description")!.Value;
            var json = System.Text.Json.JsonDocument.Parse(JsonForm.Write(document)).RootElement[0].GetProperty("description");
            Assert.Equal(XmlForm.Holdable(text).ReplaceLineEndings("\n"), read.ReplaceLineEndings("\n"));
            Assert.Equal(text.Length == 0 ? null : XmlForm.Holdable(text), json.GetString());
        }
    }

    [Fact]
    public void Dates_are_read_with_their_zone_or_not_at_all()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "0123456789-:TZ+. "[random.Next(17)]));
            if (W3cDate.TryRead(text, out var at))
                Assert.InRange(at.Year, 1900, 2200);
        }

        Assert.True(W3cDate.TryRead("2026-03-10T08:30:00.250+08:00", out var known));
        Assert.Equal("2026-03-10T00:30:00Z", W3cDate.Write(known));
        Assert.True(W3cDate.TryRead("2026-03-10T00:30Z", out _));
        Assert.All(NoDates, text => Assert.False(W3cDate.TryRead(text, out _), text));
    }

    private static byte[] Body(Random random)
    {
        var start = random.Next(4) switch
        {
            0 => "service_code=street-lights&lat=30&long=120&",
            1 => "service_code=building-site-noise&address_id=xingbei&",
            _ => "",
        };
        var body = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => Pieces[random.Next(Pieces.Length)])));
        // One in five has bytes changed, so that encodings break in their middle.
        for (var change = random.Next(5) == 0 ? random.Next(1, 6) : 0; change > 0 && body.Length > 0; change--)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        return body;
    }
}
