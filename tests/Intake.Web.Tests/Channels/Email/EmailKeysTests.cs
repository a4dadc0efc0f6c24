using System.Globalization;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.Email;

/// <summary>The program with a password that the SMTP server does not know.</summary>
public sealed class WrongPasswordApplication : EmailApplication
{
    protected override string User => "intake:wr0ng@";

    // It offers no TLS, and is on this machine.
    internal override void Prepare(MailSink sink) => sink.Password = "right";
}

/// <summary>The program with a Maildir that is none.</summary>
public sealed class NoMaildirApplication : EmailApplication
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Email:Maildir"] = Maildir + "/nowhere" };
}

/// <summary>The program with keys of which one is missing.</summary>
public sealed class MissingKeyApplication : IntakeApplication
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal) { ["Email:Address"] = EmailApplication.OurAddress };
}

public sealed class WrongPasswordTests(WrongPasswordApplication application) : IClassFixture<WrongPasswordApplication>
{
    [Fact]
    public async Task A_wrong_password_is_reported_in_one_sentence_letters_come_in_and_answers_wait()
    {
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("Email__Smtp", StringComparison.Ordinal)));
        await application.HandledAsync(application.Write("lan@example.org", "夜间施工", "滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理。"));
        Assert.Contains("(535 5.7.8)", Assert.Single(application.Log, line => line.Contains("Email__Smtp", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(application.Log, line => line.Contains("wr0ng", StringComparison.Ordinal));
        Assert.Contains("密钥有误", await EmailKeys.RowAsync(application), StringComparison.Ordinal);
        using var visitor = application.Visitor();
        Assert.Contains("Channel email is closed: its key is wrong", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // Put right at the server: nothing has to be started again.
        application.Sink.Password = "wr0ng";
        Assert.Single(await application.SentAsync("lan@example.org", 1));
        await application.UntilAsync(async () => (await EmailKeys.RowAsync(application)).Contains("已开通", StringComparison.Ordinal));
    }
}

public sealed class NoMaildirTests(NoMaildirApplication application) : IClassFixture<NoMaildirApplication>
{
    [Fact]
    public async Task A_folder_that_is_no_Maildir_is_reported_in_one_sentence_and_read_once_it_is_one()
    {
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("Email__Maildir", StringComparison.Ordinal)));
        Assert.Contains("密钥有误", await EmailKeys.RowAsync(application), StringComparison.Ordinal);
        foreach (var part in (string[])["new", "cur", "tmp"])
            Directory.CreateDirectory(Path.Combine(application.Maildir, "nowhere", part));
        await application.UntilAsync(async () => (await EmailKeys.RowAsync(application)).Contains("已开通", StringComparison.Ordinal));
        Assert.Single(application.Log, line => line.Contains("Email__Maildir", StringComparison.Ordinal));
    }
}

public sealed class MissingKeyTests(MissingKeyApplication application) : IClassFixture<MissingKeyApplication>
{
    [Fact]
    public async Task A_missing_key_is_named_in_one_sentence_and_everything_else_goes_on()
    {
        Assert.Single(application.Log, line => line.Contains("Email__Maildir is not set: e-mail needs Email__Maildir, Email__Smtp and Email__Address.", StringComparison.Ordinal));
        Assert.Contains("Email__Maildir、Email__Smtp 或 Email__Address 有一项不对", await EmailKeys.RowAsync(application), StringComparison.Ordinal);
    }
}

public sealed class NoKeysTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", "未开通", "把收信的 Maildir 文件夹填入 Email__Maildir")]
    [InlineData("en", "Off", "Set Email__Maildir to the folder")]
    public async Task A_channel_without_keys_is_off_and_the_page_says_how_to_turn_it_on(string language, string state, string how)
    {
        var row = await EmailKeys.RowAsync(application, language);
        Assert.Contains(state, row, StringComparison.Ordinal);
        Assert.Contains(how, row, StringComparison.Ordinal);
    }
}

/// <summary>What the page on channels says of e-mail.</summary>
internal static class EmailKeys
{
    public static async Task<string> RowAsync(IntakeApplication application, string language = "zh-CN")
    {
        using var administrator = await application.SignedInAsync("administrator", language);
        var name = string.Equals(language, "en", StringComparison.Ordinal) ? "E-mail" : "电子邮件";
        return (await administrator.PageAsync("/admin/channels")).QuerySelectorAll("tbody tr").Single(row => string.Create(CultureInfo.InvariantCulture, $"{row.Children[0].TextContent}").Contains(name, StringComparison.OrdinalIgnoreCase)).TextContent;
    }
}
