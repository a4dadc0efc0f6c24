using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Intake.Application.Data;
using Intake.Application.Programs;
using Intake.Web.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Intake.Web.Tests.Hosting;

/// <summary>The program with a database that a test can take away from it and give back.</summary>
public abstract class TroubledApplication : IntakeApplication
{
    /// <summary>The folder of database and files.</summary>
    public virtual string Disk => DataFolder;

    public string Database => Path.Combine(Disk, "intake.db");

    /// <summary>What the health answer has to say of it.</summary>
    public abstract string Why { get; }

    // Nobody in a test wants to wait ten seconds for a lock.
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Intake"] = $"Data Source={Database};Default Timeout=1",
        ["Attachments:Folder"] = Path.Combine(Disk, "attachments"),
    };

    /// <summary>Without the schedule: it would try again by the clock of the test, which stands still.</summary>
    protected override void Adjust(WebApplicationBuilder builder)
    {
        foreach (var hosted in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && IsOfQuartz(service)).ToList())
            builder.Services.Remove(hosted);
    }

    private static bool IsOfQuartz(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Assembly.GetName().Name?.StartsWith("Quartz", StringComparison.Ordinal) == true;

    public abstract Task BreakAsync();

    public abstract Task MendAsync();
}

/// <summary>Another connection holds the database exclusively.</summary>
public sealed class LockedDatabase : TroubledApplication
{
    private SqliteConnection? holder;

    public override string Why => "locked";

    public override async Task BreakAsync()
    {
        holder = new SqliteConnection($"Data Source={Database};Pooling=False");
        await holder.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
    }

    public override async Task MendAsync() => await holder!.DisposeAsync();
}

/// <summary>The disk is a small one, and full to the last byte.</summary>
public sealed class FullDisk : TroubledApplication
{
    private bool isMounted;

    public override string Disk => Path.Combine(DataFolder, "disk");

    public override string Why => "full";

    /// <summary>Why there is no small disk here; null when there is one.</summary>
    public string? Missing { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Disk);
        isMounted = System.Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", Disk);
        if (!isMounted)
            Missing = "A small disk can be made by root only (mount -t tmpfs).";
        await base.InitializeAsync();
    }

    public override async Task BreakAsync()
    {
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            // The log of what was written is emptied, so that whatever is written next needs room.
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        await using var filler = new FileStream(Path.Combine(Disk, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1024 * 1024];
        for (var length = block.Length; length > 0;)
        {
            try
            {
                filler.Write(block, 0, length);
            }
            catch (IOException)
            {
                length /= 2;
            }
        }
    }

    public override Task MendAsync()
    {
        File.Delete(Path.Combine(Disk, "filler"));
        return Task.CompletedTask;
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        if (isMounted)
            await RunAsync("umount", "--lazy", Disk);
        await base.DisposeCoreAsync();
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

public sealed class LockedDatabaseTests(LockedDatabase application) : DatabaseTrouble(application), IClassFixture<LockedDatabase>
{
    [Fact]
    public async Task Those_who_wait_for_the_lock_wait_together_and_not_one_after_the_other()
    {
        using var program = await application.CallerAsync(ApiScope.WriteTickets);
        await application.BreakAsync();
        var watch = Stopwatch.StartNew();
        try
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => program.PostJsonAsync("/api/v1/tickets", """{"text": "路灯坏了"}""")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        }
        finally
        {
            await application.MendAsync();
        }

        // One after the other they would take a minute: one second, the connection's own patience, for each.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}

public sealed class FullDiskTests(FullDisk application) : DatabaseTrouble(application), IClassFixture<FullDisk>
{
    protected override string? Missing => application.Missing;

    [Fact]
    public async Task A_file_that_finds_no_room_is_not_acknowledged_and_leaves_nothing()
    {
        Assert.SkipUnless(Missing is null, Missing ?? "");
        using var citizen = await ChatAsync();
        await application.BreakAsync();
        try
        {
            using var refused = await citizen.PostAsync($"v3/directline/conversations/{Conversation}/upload", Photo("f1"), Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }
        finally
        {
            await application.MendAsync();
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(application.Disk, "attachments"), "*", SearchOption.AllDirectories));
        using var taken = await citizen.PostAsync($"v3/directline/conversations/{Conversation}/upload", Photo("f1"), Cancel);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(application.Disk, "attachments"), "*", SearchOption.AllDirectories));
    }

    private static MultipartFormDataContent Photo(string id)
    {
        var activity = new StringContent($$$"""{"type":"message","text":"楼道堆满杂物","channelData":{"clientActivityID":"{{{id}}}"}}""", Encoding.UTF8);
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        return new MultipartFormDataContent { { activity, "activity" }, { new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[200_000]]), "file", "楼道.jpg" } };
    }
}

/// <summary>What people and programs meet while the database cannot be written, and that nothing of it is half-written or twice.</summary>
public abstract class DatabaseTrouble(TroubledApplication application)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What this machine lacks for the test.</summary>
    protected virtual string? Missing => null;

    protected string Conversation { get; private set; } = "";

    [Fact]
    public async Task What_cannot_be_saved_is_refused_in_words_named_by_the_health_answer_and_goes_through_once_afterwards()
    {
        Assert.SkipUnless(Missing is null, Missing ?? "");
        using var program = await application.CallerAsync(ApiScope.WriteTickets);
        using var citizen = await ChatAsync();
        using var publisher = await application.SignedInAsync("publisher");
        var form = await publisher.PageAsync("/admin/bulletins/new");
        var before = await CountsAsync();

        await application.BreakAsync();
        try
        {
            var answers = await Task.WhenAll(HandInAsync(program), SayAsync(citizen), publisher.SubmitAsync(form, ("TitleOfIssue", "三月")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
            Assert.All(answers[..2], answer => Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType));
            Assert.All(answers, answer => Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta));
            Assert.Contains("not saved", (await answers[0].JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains("没有保存", (await answers[1].JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
            var page = await answers[2].Content.ReadAsStringAsync(Cancel);
            Assert.Contains("系统暂时不可用", page, StringComparison.Ordinal);
            Assert.Contains("没有保存", page, StringComparison.Ordinal);

            var (status, why) = await ReadyAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains(application.Why, why, StringComparison.Ordinal);
            using var visitor = application.Visitor();
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live", Cancel)).StatusCode);
            // What needs no writing goes on.
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/bulletins", Cancel)).StatusCode);
        }
        finally
        {
            await application.MendAsync();
        }

        Assert.Equal(before, await CountsAsync());
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
        Assert.Equal(HttpStatusCode.Created, (await HandInAsync(program)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(citizen)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await publisher.SubmitAsync(form, ("TitleOfIssue", "三月"))).StatusCode);
        // The same again: nothing twice.
        Assert.Equal(HttpStatusCode.OK, (await HandInAsync(program)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(citizen)).StatusCode);
        Assert.Equal((before.Tickets + 1, before.Messages + 1, before.Bulletins + 1), await CountsAsync());
    }

    /// <summary>A visitor with a conversation that the bot has greeted.</summary>
    protected async Task<HttpClient> ChatAsync()
    {
        var visitor = application.Visitor();
        visitor.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var token = await visitor.PostAsync("v3/directline/tokens/page", null, Cancel);
        visitor.DefaultRequestHeaders.Authorization = new("Bearer", (await token.JsonAsync()).GetProperty("token").GetString());
        using var started = await visitor.PostAsync("v3/directline/conversations", null, Cancel);
        Conversation = (await started.JsonAsync()).GetProperty("conversationId").GetString()!;
        return visitor;
    }

    private static Task<HttpResponseMessage> HandInAsync(HttpClient program) => program.PostJsonAsync("/api/v1/tickets", """{"text": "学府路的路灯坏了三天"}""", "in-trouble");

    private Task<HttpResponseMessage> SayAsync(HttpClient citizen) => citizen.PostJsonAsync(
        string.Create(CultureInfo.InvariantCulture, $"/v3/directline/conversations/{Conversation}/activities"),
        """{"type":"message","text":"楼下的路灯坏了三天，晚上一片漆黑","channelData":{"clientActivityID":"in-trouble"}}""");

    private async Task<(HttpStatusCode Status, string Body)> ReadyAsync()
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync("/health/ready", Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<(int Tickets, int Messages, int Bulletins)> CountsAsync()
    {
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        return (await db.Tickets.CountAsync(Cancel), await db.InboundMessages.CountAsync(Cancel), await db.Bulletins.CountAsync(Cancel));
    }
}
