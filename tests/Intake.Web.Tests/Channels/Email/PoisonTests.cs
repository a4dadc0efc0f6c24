using Intake.Application.Conversations;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.Email;

/// <summary>A mail that cannot be handled however often it is tried.</summary>
public sealed class PoisonTests(EmailApplication application) : IClassFixture<EmailApplication>
{
    [Fact]
    public async Task It_is_put_apart_with_the_reason_shown_to_the_administrator_and_keeps_no_other_waiting()
    {
        // It leads to itself, so that nothing can be read of it: the only kind of file that root cannot read either.
        const string name = "1773106100.M1P1.host";
        var file = Path.Combine(application.Maildir, "new", name);
        File.CreateSymbolicLink(file, file);
        await application.HandledAsync(application.Write("lan@example.org", "夜间施工", "滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理。"));
        Assert.Contains(name, Directory.EnumerateFileSystemEntries(Path.Combine(application.Maildir, "new")).Select(Path.GetFileName));

        var reason = Path.Combine(application.Maildir, ".Poison", "reasons", name);
        await application.UntilAsync(() => File.Exists(reason) && File.ReadAllText(reason).Length > 0);
        await application.UntilAsync(() => !Directory.EnumerateFileSystemEntries(Path.Combine(application.Maildir, "new")).Any());
        Assert.Equal("IOException", File.ReadAllText(reason).Trim());
        Assert.Contains(name, Directory.EnumerateFileSystemEntries(Path.Combine(application.Maildir, ".Poison", "new")).Select(Path.GetFileName));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(application.Maildir, "intake-tries")));
        Assert.Single(application.Inbound(), row => row is { Status: InboundStatus.Parked, Reason: "IOException" });
        Assert.Equal(5, application.Log.Count(line => line.Contains("A mail could not be handled, try", StringComparison.Ordinal)));
        using var administrator = await application.SignedInAsync("administrator");
        Assert.Contains(name, (await administrator.PageAsync("/admin/inbound")).Body!.TextContent, StringComparison.Ordinal);
    }
}
