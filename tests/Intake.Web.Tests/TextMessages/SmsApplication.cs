using System.Security.Cryptography;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Webhooks;

namespace Intake.Web.Tests.TextMessages;

/// <summary>A program that hands its text messages to a service on a free port.</summary>
public class SmsApplication : IntakeApplication
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    /// <summary>The secret that the service shares.</summary>
    public string Secret { get; } = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>The service.</summary>
    internal Receiver Service { get; private set; } = null!;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => _settings;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        Service = await Receiver.StartAsync();
        (_settings["Sms:Url"], _settings["Sms:Secret"]) = ($"{Service.Address}/sms", Secret);
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        await Service.DisposeAsync();
    }
}
