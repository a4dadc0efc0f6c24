using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Bot.Channels;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.TextMessages;

/// <summary>Receipts and news by text message, over a real service on a free port.</summary>
public sealed class SmsTests(SmsApplication application) : IClassFixture<SmsApplication>
{
    private const int MostSteps = 600;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_receipt_and_later_news_arrive_signed_with_number_text_and_key()
    {
        application.Service.Answer = (_, _) => HttpStatusCode.OK;
        var number = await TakeInAsync("+86 139-2222-0001", ("Input.TextsReceipt", "true"), ("Input.TextsNews", "true"));
        var (posted, body) = await ArrivedAsync("+8613922220001");
        Assert.Equal(("/sms", "application/json; charset=utf-8", Signed(posted)), (posted.Path, posted.ContentType, posted.Signature));
        Assert.Equal(posted.Id, body.GetProperty("key").GetString());
        Assert.Equal(("zh-CN", 1), (body.GetProperty("language").GetString(), body.GetProperty("parts").GetInt32()));
        var secret = application.Services.GetRequiredService<ReceiptSecret>().For(number);
        Assert.Contains(number, body.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(secret, body.GetProperty("text").GetString(), StringComparison.Ordinal);

        application.Clock.Advance(TimeSpan.FromMinutes(1));
        await DoAsync(number, id => new DeclineTicket(id, Actor.Staff("dispatcher", "centre", Role.Dispatcher), "不归这里管", null));
        await UntilAsync(() => Task.FromResult(Bodies("+8613922220001").Count == 2));
        Assert.Contains("没有受理", Bodies("+8613922220001")[1].GetProperty("text").GetString(), StringComparison.Ordinal);

        // Neither number nor secret is in what waits or in the log.
        using var scope = application.Services.CreateScope();
        var rows = await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Outbox.Where(row => row.Kind == "sms").Select(row => row.Payload + row.Address).ToListAsync(Cancel);
        Assert.All(rows.Concat(application.Log), written => Assert.False(written.Contains("139222", StringComparison.Ordinal) || written.Contains(secret, StringComparison.Ordinal), written));
    }

    [Fact]
    public async Task What_fails_is_tried_again_under_the_same_key_and_what_is_refused_can_be_sent_again()
    {
        application.Service.Answer = (_, _) => HttpStatusCode.InternalServerError;
        await TakeInAsync("13922220002", ("Input.TextsReceipt", "true"));
        await UntilAsync(() => Task.FromResult(Bodies("+8613922220002").Count == 1));
        await UntilAsync(() => Task.FromResult(State == ChannelState.Unreachable));
        application.Service.Answer = (_, _) => HttpStatusCode.UnprocessableEntity;
        await UntilAsync(() => Task.FromResult(Bodies("+8613922220002").Count >= 2), TimeSpan.FromSeconds(1));
        var tries = Bodies("+8613922220002");
        Assert.Equal(tries[0].GetRawText(), tries[1].GetRawText());
        await UntilAsync(async () => await DeadAsync() is [{ Failure: "422" }]);
        await UntilAsync(() => Task.FromResult(State == ChannelState.On));

        application.Service.Answer = (_, _) => HttpStatusCode.OK;
        using var administrator = await application.SignedInAsync("administrator");
        var page = await administrator.PageAsync("/admin/outbox");
        Assert.Contains("短信", page.QuerySelector("#list")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("139222", page.Source.Text, StringComparison.Ordinal);
        using (var again = await administrator.SubmitAsync(page, ("id", (await DeadAsync())[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        await UntilAsync(async () => (await DeadAsync()).Count == 0);
        await UntilAsync(() => Task.FromResult(Bodies("+8613922220002").Count == tries.Count + 1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_secret_that_the_service_does_not_take_is_told_in_one_sentence_and_what_waits_leaves_when_it_is_right()
    {
        application.Service.Answer = (_, _) => HttpStatusCode.Unauthorized;
        await TakeInAsync("13922220003", ("Input.TextsReceipt", "true"));
        await UntilAsync(() => Task.FromResult(State == ChannelState.WrongKey));
        Assert.Single(application.Log, entry => entry.Contains("Sms__Secret is wrong", StringComparison.Ordinal));
        using var administrator = await application.SignedInAsync("administrator");
        Assert.Contains("Sms__Secret", (await administrator.PageAsync("/admin/channels")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        application.Service.Answer = (_, _) => HttpStatusCode.OK;
        await UntilAsync(() => Task.FromResult(State == ChannelState.On), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("010-65001234")]
    [InlineData("")]
    public async Task A_number_that_gets_no_text_messages_is_refused_at_its_field(string phone)
    {
        using var operators = await application.SignedInAsync("call-taker");
        using var refused = await operators.SubmitAsync(await operators.PageAsync("/staff/take-in"), ("Input.What", "楼道灯不亮"), ("Input.Phone", phone), ("Input.TextsReceipt", "true"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = await refused.ParseAsync();
        Assert.NotNull(page.QuerySelector(".problems a[href='#Input_Phone']"));
        Assert.Null(page.QuerySelector(".aloud"));
        Assert.True(page.QuerySelector("[name='Input.TextsReceipt']")!.HasAttribute("checked"));
    }

    private ChannelState State => application.Services.GetServices<ChannelStatus>().Single(channel => channel.Code == "sms").State;

    private async Task<string> TakeInAsync(string phone, params (string, string)[] more)
    {
        using var operators = await application.SignedInAsync("call-taker");
        using var sent = await operators.SubmitAsync(await operators.PageAsync("/staff/take-in"), [("Input.What", "楼道灯不亮，晚上看不见"), ("Input.Phone", phone), .. more]);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        return (await sent.ParseAsync()).QuerySelector(".aloud")!.TextContent;
    }

    private async Task DoAsync(string number, Func<TicketId, TicketCommand> command)
    {
        Assert.True(TicketNumber.TryParse(number, "XH", out var id));
        Assert.Null((await application.Services.GetRequiredService<Application.Writing.CommandWriter>().WriteAsync(command(id), Cancel)).Refusal);
    }

    private async Task<(Posted Posted, JsonElement Body)> ArrivedAsync(string number)
    {
        await UntilAsync(() => Task.FromResult(Bodies(number).Count > 0));
        var posted = application.Service.All.First(one => one.Body.Contains(number, StringComparison.Ordinal));
        return (posted, JsonDocument.Parse(posted.Body).RootElement);
    }

    private List<JsonElement> Bodies(string number) =>
        [.. application.Service.All.Select(posted => JsonDocument.Parse(posted.Body).RootElement).Where(body => body.GetProperty("number").GetString() == number)];

    private async Task<IReadOnlyList<DeadLetter>> DeadAsync()
    {
        using var scope = application.Services.CreateScope();
        return (await OutboxQueries.DeadAsync(scope.ServiceProvider.GetRequiredService<IntakeDbContext>(), null, Cancel)).Letters;
    }

    // As a service computes it, from the specification alone.
    private string Signed(Posted posted)
    {
        var key = Convert.FromBase64String(application.Secret["whsec_".Length..]);
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{posted.Id}.{posted.Timestamp}.{posted.Body}")))}";
    }

    // The clock of the program stands still: what looks again after a moment has to be given it.
    private async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? each = null)
    {
        for (var step = 0; !await holds(); step++)
        {
            Assert.True(step < MostSteps, "It never came to hold.");
            await Task.Delay(Step, TimeProvider.System, Cancel);
            application.Clock.Advance(each ?? TimeSpan.FromMilliseconds(10));
        }
    }
}
