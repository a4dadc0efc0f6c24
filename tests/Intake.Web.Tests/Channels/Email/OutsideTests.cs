using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Channels.Email;

/// <summary>The program between mail programs that nobody here wrote: Dovecot delivers into the Maildir, aiosmtpd takes what is sent, Python writes and reads the letters.</summary>
public sealed class OutsideMailApplication : EmailApplication
{
    private const string Dovecot = "/usr/lib/dovecot/dovecot-lda";
    private const string Python = "/usr/bin/python3";
    private const string Nobody = "nobody";
    private static readonly string Script = Path.Combine(Repository.Root, "tests/outside/mail.py");

    private readonly TemporaryFolder _outside = new();
    private Process? _server;

    /// <summary>Why it is not there; null when it is.</summary>
    public static string? Missing => File.Exists(Dovecot) && Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd") && OperatingSystem.IsLinux()
        ? null
        : "dovecot-core and python3-aiosmtpd are not installed; tests/run installs them as root on Debian.";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal)
    {
        ["Email:Smtp"] = string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{Port}"),
    };

    private int Port { get; set; }

    public override async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        _server = Start(Python, [Script, "serve", _outside["sent"]]);
        Port = int.Parse(await _server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("aiosmtpd did not start."), CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(_outside["dovecot.conf"], $"protocols =\nbase_dir = {_outside["run"]}\nlog_path = /dev/stderr\nssl = no\nmail_location = maildir:{Maildir}\n");
        await base.InitializeAsync();
        // Dovecot delivers as another user than root, and into the folders that belong to the mailbox.
        if (OperatingSystem.IsWindows())
            return;
        foreach (var folder in Directory.EnumerateDirectories(Maildir).Append(Maildir).Append(_outside.Path).Append(Path.GetDirectoryName(Maildir)!))
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
    }

    /// <summary>A letter by Python's own mail program.</summary>
    public static Task<byte[]> WriteAsync(string from, string to, string subject, string words) => RunAsync(Start(Python, [Script, "write", from, to, subject, words]));

    /// <summary>Has Dovecot deliver a mail.</summary>
    public async Task DeliverByDovecotAsync(byte[] mail)
    {
        string[] delivery = [Dovecot, "-c", _outside["dovecot.conf"], "-f", "lan@example.org"];
        var process = System.Environment.UserName == "root"
            ? Start("setpriv", [$"--reuid={Nobody}", "--regid=nogroup", "--clear-groups", "env", $"HOME={_outside.Path}", $"USER={Nobody}", .. delivery])
            : Start(delivery[0], delivery[1..]);
        await process.StandardInput.BaseStream.WriteAsync(mail);
        await RunAsync(process);
    }

    /// <summary>The letters that arrived, as Python reads them, once there are so many.</summary>
    public async Task<IReadOnlyList<JsonNode>> ArrivedAsync(int atLeast)
    {
        var folder = Path.Combine(_outside["sent"], "new");
        await UntilAsync(() => Directory.Exists(folder) && Directory.EnumerateFiles(folder).Count() >= atLeast);
        var read = new List<JsonNode>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            read.Add(JsonNode.Parse(await RunAsync(Start(Python, [Script, "read", file])))!);
        return read;
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        if (_server is not null)
        {
            _server.StandardInput.Close();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        _outside.Dispose();
    }

    private static Process Start(string program, IReadOnlyList<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;

    private static async Task<byte[]> RunAsync(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            using var output = new MemoryStream();
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.BaseStream.CopyToAsync(output);
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await errors);
            return output.ToArray();
        }
    }
}

public sealed partial class OutsideTests(OutsideMailApplication application) : IClassFixture<OutsideMailApplication>
{
    [Fact]
    public async Task A_letter_goes_through_servers_that_nobody_here_wrote_and_is_answered_and_gone_on_with()
    {
        Assert.SkipWhen(OutsideMailApplication.Missing is not null, OutsideMailApplication.Missing ?? "");
        await application.DeliverByDovecotAsync(await OutsideMailApplication.WriteAsync("lan@example.org", EmailApplication.OurAddress, "夜间施工", "滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，照片在附件里。"));
        var receipt = Assert.Single(await application.ArrivedAsync(1));
        Assert.Empty(receipt["defects"]!.AsArray());
        Assert.Equal("Re: 夜间施工", (string)receipt["headers"]!["Subject"]!);
        Assert.Equal("lan@example.org", (string)receipt["headers"]!["To"]!);
        Assert.Equal("<outside@example.org>", (string)receipt["headers"]!["In-Reply-To"]!);
        Assert.StartsWith("12345+b", (string)receipt["headers"]!["X-MailFrom"]!, StringComparison.Ordinal);
        var number = Number().Match((string)receipt["text"]!).Value;
        Assert.StartsWith("XH-", number, StringComparison.Ordinal);

        await application.DeliverByDovecotAsync(await OutsideMailApplication.WriteAsync("lan@example.org", (string)receipt["headers"]!["Reply-To"]!, "回复: 夜间施工", "昨天夜里两点又开始打桩。"));
        Assert.Contains((await application.ArrivedAsync(2)).Select(letter => (string)letter["text"]!), text => text.Contains(number, StringComparison.Ordinal) && !text.Contains("查询码：", StringComparison.Ordinal));
        await using var db = application.Open();
        Assert.Equal(1, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["三号门的灯.jpg", "三号门的灯.jpg"], await db.Attachments.Select(row => row.Name).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal("王兰", (await db.Requesters.SingleAsync(TestContext.Current.CancellationToken)).Name);
    }

    [GeneratedRegex(@"XH-\d{8}-\d+-\d", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
