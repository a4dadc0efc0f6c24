using System.Net;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Admin;

public sealed class AdminTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const string Password = "four unrelated words";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_account_gets_a_link_shown_once_and_its_owner_signs_in_with_it()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/staff/new"), ("Input.User", "qian.min"), ("Input.Name", "钱敏"), ("Input.Unit", "housing"), ("Input.Roles", "UnitStaff"));
        Assert.Equal("/admin/staff/qian.min", made.Headers.Location?.OriginalString);
        var link = (await administrator.PageAsync("/admin/staff/qian.min")).QuerySelector("[data-once]")?.GetAttribute("value");
        Assert.NotNull(link);
        Assert.Null((await administrator.PageAsync("/admin/staff/qian.min")).QuerySelector("[data-once]"));

        using var owner = application.Visitor();
        var path = new Uri(link).PathAndQuery;
        using var accepted = await owner.SubmitAsync(await owner.PageAsync(path), ("Input.New", Password), ("Input.Again", Password));
        Assert.Equal("/start", accepted.Headers.Location?.OriginalString);
        Assert.Contains("承办人", (await owner.PageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        using var again = await owner.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_reset_ends_every_session_of_the_account()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/staff/new"), ("Input.User", "to.reset"), ("Input.Name", "重设"), ("Input.Roles", "Auditor"));
        using var owner = application.Visitor();
        await AcceptAsync(owner, await LinkAsync(administrator, "to.reset"), Password);
        Assert.NotNull(await owner.PageAsync("/account"));

        using var reset = await administrator.PressAsync(await administrator.PageAsync("/admin/staff/to.reset"), "Reset");
        using var other = application.Visitor();
        await AcceptAsync(other, await LinkAsync(administrator, "to.reset"), "other unrelated words");
        using var before = await owner.GetAsync(new Uri("/account", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, before.StatusCode);
        Assert.NotNull(await other.PageAsync("/account"));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var page = await administrator.PageAsync("/admin/staff/administrator");
        using var answer = await administrator.SubmitAsync(page.Forms.Single(form => form.QuerySelector("#Input_Name") is not null), ("Input.Roles", "Auditor"));
        Assert.Contains("这是最后一个管理员账号", (await administrator.PageAsync("/admin/staff/administrator")).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await administrator.PageAsync("/admin"));
    }

    [Theory]
    [InlineData("Input.Name", " ", "请填写姓名")]
    [InlineData("Input.User", "Li Wei", "用户名只能用小写字母")]
    [InlineData("Input.User", "dispatcher", "这个用户名已经有人用了")]
    [InlineData("Input.Unit", "no-such-unit", "没有这个单位")]
    [InlineData("Input.Unit", "", "要指定单位")]
    public async Task What_is_wrong_with_a_new_account_is_said(string field, string value, string words)
    {
        using var administrator = await application.SignedInAsync("administrator");
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["Input.User"] = "new.person", ["Input.Name"] = "新人", ["Input.Unit"] = "housing", ["Input.Roles"] = "UnitStaff", [field] = value };
        using var answer = await administrator.SubmitAsync(await administrator.PageAsync("/admin/staff/new"), [.. values.Select(one => (one.Key, one.Value))]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, (await SignInSteps.ParseAsync(answer)).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_name_unit_and_role()
    {
        using var administrator = await application.SignedInAsync("administrator");
        Assert.Equal(["康宁"], await NamesAsync(administrator, "/admin/staff?q=康宁"));
        Assert.Equal(["陈建国", "杨树林"], (await NamesAsync(administrator, "/admin/staff?unit=housing")).Where(name => name is "陈建国" or "杨树林"));
        Assert.Equal(["冯岚"], (await NamesAsync(administrator, "/admin/staff?role=Auditor")).Where(name => name != "重设"));
        Assert.Contains("没有符合条件的账号", (await administrator.PageAsync("/admin/staff?q=zzz")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_shown_once_works_and_is_taken_back()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var nothing = await administrator.SubmitAsync(await administrator.PageAsync("/admin/keys"), ("Input.Name", "热线平台"));
        Assert.Contains("至少选一项权限", (await SignInSteps.ParseAsync(nothing)).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/keys"), ("Input.Name", "热线平台"), ("Input.Scopes", "tickets:write"));
        var page = await administrator.PageAsync("/admin/keys");
        var key = page.QuerySelector("[data-once]")!.GetAttribute("value")!;
        using var program = application.Visitor();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var before = await Api.Caller.PostJsonAsync(program, "/api/v1/tickets", """{"text": "路灯坏了"}""");
        Assert.Equal(HttpStatusCode.Created, before.StatusCode);

        var again = await administrator.PageAsync("/admin/keys");
        Assert.DoesNotContain(key, again.Source.Text, StringComparison.Ordinal);
        using var revoked = await administrator.PressAsync(again, "Revoke");
        using var after = await Api.Caller.PostJsonAsync(program, "/api/v1/tickets", """{"text": "路灯坏了"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_dead_letter_is_sent_again_and_a_parked_message_settled()
    {
        await using var scope = application.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        var now = application.Clock.GetUtcNow();
        db.Outbox.Add(new() { Id = 900_001, Kind = "test", Address = "1", Payload = "{}", IdempotencyKey = "dead", CreatedAt = now, Attempts = 12, Status = OutboxStatus.Dead, Failure = "410" });
        db.InboundMessages.Add(new() { Id = 900_001, Channel = "email", ExternalId = "<1@example>", ReceivedAt = now, Raw = "<b>不是 HTML</b>", Status = InboundStatus.Parked, Reason = "auto-reply" });
        await db.SaveChangesAsync(Cancel);

        using var administrator = await application.SignedInAsync("administrator");
        var inbound = await administrator.PageAsync("/admin/inbound");
        Assert.Equal("<b>不是 HTML</b>", inbound.QuerySelector("pre.raw")!.TextContent);
        using var settled = await administrator.SubmitAsync(inbound, ("id", "900001"));
        Assert.Contains("没有未能处理的来信", (await administrator.PageAsync("/admin/inbound")).Body!.TextContent, StringComparison.Ordinal);

        using var resent = await administrator.SubmitAsync(await administrator.PageAsync("/admin/outbox"), ("id", "900001"));
        Assert.Contains("没有发送失败的消息", (await administrator.PageAsync("/admin/outbox")).Body!.TextContent, StringComparison.Ordinal);
        db.ChangeTracker.Clear();
        Assert.Equal(InboundStatus.Handled, (await db.InboundMessages.SingleAsync(row => row.Id == 900_001, Cancel)).Status);
        Assert.NotEqual(OutboxStatus.Dead, (await db.Outbox.SingleAsync(row => row.Id == 900_001, Cancel)).Status);
    }

    private static async Task<IEnumerable<string>> NamesAsync(HttpClient client, string path)
        => (await client.PageAsync(path)).QuerySelectorAll("#list td.main-cell").Select(cell => cell.TextContent.Trim());

    private static async Task<string> LinkAsync(HttpClient administrator, string user)
        => new Uri((await administrator.PageAsync($"/admin/staff/{user}")).QuerySelector("[data-once]")!.GetAttribute("value")!).PathAndQuery;

    private static async Task AcceptAsync(HttpClient owner, string path, string password)
    {
        using var accepted = await owner.SubmitAsync(await owner.PageAsync(path), ("Input.New", password), ("Input.Again", password));
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
    }
}
