using System.Net;
using System.Text;
using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using static Intake.Web.Tests.Publication.BulletinSteps;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Web.Tests.Publication;

/// <summary>
/// What is hidden stands nowhere that readers get: no page, no source of a page, no feed, in no language and at no moment
/// of a bulletin's life. Every person and number here is made up.
/// </summary>
public sealed class NothingLeaksTests : IAsyncLifetime
{
    private const string Matter = """
        我叫王小纳，住学府路3栋2单元501室，工地夜里两点还在施工。<b>王小纳</b>的电话１３８１２３４５６７８，或者 139 8765 4321，
        身份证11010519491231002X，卡6222021234567890128，车湘A12345，微信：wang_xn88，邮箱 wangxn@example.com。大胖家也听得见。
        """;

    private const string Reply = "已与王小纳（幺三八幺二三四五六七八）联系，工地已停工；李大江当面道歉。Mr. John Smith was told, and Smith agreed.";

    // As written, and as a machine would read them out of what was sent.
    private static readonly string[] Hidden =
    [
        "王小纳", "小纳", "李大江", "大江", "大胖", "John", "Smith", "1381234", "１３８１２３４", "12345678", "13987654321", "87654321", "幺三八幺二三四", "110105", "19491231", "622202", "123456789",
        "A12345", "wang_xn88", "xn88", "wangxn", "3栋", "2单元", "501室",
    ];

    private readonly IntakeApplication application = new();

    [Fact]
    public async Task What_is_hidden_stands_nowhere_that_readers_get()
    {
        var ticket = await WrittenOff.MakeAsync(application.Writer(), Matter, Reply, contact: new Contact("李大江", "13987654321", null));
        var id = await application.DraftAsync(Series, ticket);
        foreach (var part in new[] { TextPart.Matter, TextPart.Reply })
            await application.DoAsync(new ConfirmMasks(id, Editor, new(part, ticket.Id)));
        await application.DoAsync(new AddMask(id, Editor, new(TextPart.Matter, ticket.Id), "大胖"));
        await CheckAsync("while it is a draft", 0);

        await application.DoAsync(new SignOffBulletin(id, Second));
        await application.Writer().WriteAsync(new PublishDueBulletins());
        await CheckAsync("when it is published", 1);

        foreach (var note in new[] { "把王小纳的事说错了", "李大江没有道歉", "Smith was not told" })
        {
            var refused = await application.Writer().WriteAsync(new CorrectBulletin(id, Editor, note));
            Assert.Equal("WordsHoldPersonalData", refused.Refusal?.Code);
        }

        await application.DoAsync(new CorrectBulletin(id, Editor, "补充说明"));
        foreach (var refused in new[] { await application.Writer().WriteAsync(new EditItemText(id, Editor, ticket.Id, new("王小纳的事", "噪声", "已停工"))), await application.Writer().WriteAsync(new DescribeBulletin(id, Editor, Today.AddDays(-9), Today, "王小纳的事", "")) })
            Assert.Equal("WordsHoldPersonalData", refused.Refusal?.Code);

        await application.DoAsync(new EditItemText(id, Editor, ticket.Id, new("", "王小纳反映工地噪声，电话13812345678", "已停工，感谢王小纳")));
        await CheckAsync("while it is being corrected", 1);

        foreach (var part in new[] { TextPart.Matter, TextPart.Reply })
            await application.DoAsync(new ConfirmMasks(id, Editor, new(part, ticket.Id)));
        await application.DoAsync(new SignOffBulletin(id, Second));
        await CheckAsync("when it is corrected", 1, "王**反映工地噪声");

        await application.DoAsync(new WithdrawBulletin(id, Editor, "内容有误"));
        await CheckAsync("when it is withdrawn", 1);
    }

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task CheckAsync(string moment, int issues, string? shown = null)
    {
        var seen = 0;
        using var insider = await application.SignedInAsync("housing");
        foreach (var language in new[] { "zh-CN", "en" })
        {
            using var reader = application.Visitor(language);
            foreach (var client in new[] { reader, insider })
            {
                foreach (var address in new[] { "/bulletins", $"/bulletins/{Series}/1", "/bulletins/feed.atom", "/bulletins/feed.json", "/" })
                {
                    using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
                    Assert.Equal(issues == 0 && address.EndsWith("/1", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
                    var sent = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    seen += shown is not null && Plain(sent).Contains(shown, StringComparison.Ordinal) ? 1 : 0;
                    var leaked = Hidden.Where(words => sent.Contains(words, StringComparison.OrdinalIgnoreCase) || Plain(sent).Contains(words, StringComparison.OrdinalIgnoreCase));
                    Assert.True(!leaked.Any(), $"{moment}, {address} in {language}: {string.Join(", ", leaked)}");
                }
            }
        }

        // The page and both feeds, for a stranger and for staff, in both languages: the check looks at the real text.
        Assert.Equal(shown is null ? 0 : 12, seen);
    }

    /// <summary>Without what a program would decode: entities, JSON's escapes, full-width writing, spaces and hyphens between digits.</summary>
    private static string Plain(string sent)
    {
        var decoded = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(
            sent, @"\\u(?<code>[0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString(), System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)));
        return decoded.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
    }
}
