using System.Text.Encodings.Web;
using System.Text.Unicode;
using Intake.Application;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Scheduling;
using Intake.Application.Staff;
using Intake.Bot;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Channels.DirectLine;
using Intake.Bot.Channels.Email;
using Intake.Bot.Channels.Telegram;
using Intake.Bot.Channels.WeChat;
using Intake.Web.Api;
using Intake.Web.Errors;
using Intake.Web.Open311;
using Intake.Web.Pages;
using Intake.Web.Pages.Account;
using Intake.Web.Pages.Admin.Knowledge;
using Intake.Web.Pages.Citizens;
using Intake.Web.Pages.Citizens.Boxes;
using Intake.Web.Pages.Citizens.Bulletins;
using Intake.Web.Pages.Staff;
using Intake.Web.Telemetry;
using Intake.Web.TextMessages;
using Intake.Web.Texts;
using Intake.Web.Webhooks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.WebEncoders;

namespace Intake.Web.Hosting;

/// <summary>Puts the program together. What it consists of is read off here, part by part; each part's own file says how.</summary>
internal static class IntakeHost
{
    /// <summary>The address when none is set by <c>ASPNETCORE_URLS</c> or <c>--urls</c>.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    // Who is gone without a word is noticed, and what is kept for them given back.
    private static readonly WebSocketOptions Sockets = new() { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>The whole program, not yet started.</summary>
    /// <param name="arguments">Settings as on the command line: <c>--NAME VALUE</c>.</param>
    /// <param name="adjust">What a test puts in the place of the real thing.</param>
    public static WebApplication Build(IReadOnlyList<string> arguments, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(Options(arguments));
        AddHosting(builder);
        builder.AddTelemetry();
        builder.AddBotConfiguration();
        AddData(builder);
        builder.Services.AddStaffAccess();
        builder.Services.AddApi();
        builder.Services.AddOpen311();
        AddPages(builder.Services);
        builder.Services.AddBulletinPages();
        builder.Services.AddDesks();
        builder.Services.AddKnowledgePages();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<BotConfigurationSource>();
        UsePipeline(app);
        MapEverything(app);
        return app;
    }

    private static WebApplicationOptions Options(IReadOnlyList<string> arguments) => new()
    {
        // Files of the settings are few and read once; watching them costs a watcher for each host.
        Args = [.. arguments, "--hostBuilder:reloadConfigOnChange", "false"],
        ApplicationName = typeof(IntakeHost).Assembly.GetName().Name,
        // The program's own folder, so that it starts from any other one.
        ContentRootPath = AppContext.BaseDirectory,
        // Named here so that an environment set by hand goes before the one in launchSettings.json.
        EnvironmentName = new ConfigurationBuilder().AddCommandLine([.. arguments]).Build()[HostDefaults.EnvironmentKey]
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
    };

    private static void AddHosting(WebApplicationBuilder builder)
    {
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace); // standard output is for results
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(RequestLimits.Apply);
        builder.WebHost.UseStaticWebAssets(); // finds the built assets where nothing is published, in every environment
        builder.AddTrustedProxies();

        var data = DataFolder.From(builder.Configuration);
        builder.Services.AddSingleton(data);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDataProtection().SetApplicationName("Intake");
        builder.Services.AddHealthChecks().AddCheck<DataFolderCheck>("data-folder");
        builder.Services.AddErrorAnswers();
        Stopping.Use(builder.Services, builder.Configuration);
    }

    private static void AddData(WebApplicationBuilder builder)
    {
        var database = DatabaseOptions.From(builder.Configuration);
        builder.Services.AddIntakeApplication(database);
        builder.Services.AddIntakeSchedule(database);
        builder.Services.AddIntakeBot();
        builder.Services.AddBotFramework(builder.Configuration);
        builder.Services.AddDirectLine(builder.Configuration);
        builder.Services.AddEmail(builder.Configuration);
        builder.Services.AddTelegram(builder.Configuration);
        builder.Services.AddSms(builder.Configuration);
        builder.Services.AddWebhookPosts();
        builder.Services.AddWeChat(builder.Configuration);
        builder.Services.AddHostedService<DataAtStart>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<ReconciliationCheck>("reconciliation").AddCheck<ChannelsCheck>("channels");
        ProtectionKeys.Use(builder.Services);
        // Warns at every new key that it is kept as it is: who can read the keys' table can read what they protect, too.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddRazorPages().AddMvcOptions(options => options.Filters.Add<AskFirst>());
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddAntiforgery(options => options.Cookie.Name = "intake-form");
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(options => options.Cookie.Name = Toast.Cookie);
        // Chinese stays readable in the page's source, and a third of the size.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddScoped(Texts);
        services.AddSingleton<Icons>();
        services.AddSingleton<TrackCookie>();
        services.AddSingleton<Pages.Wall.WallAccess>();
        services.AddSingleton<TrackDeeds>();
        services.AddSingleton<BoxLimit>();
        services.AddScoped<Navigation>();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseErrorAnswers();
        app.UseSafeCookies();
        app.UseRouting();
        app.UseCors();
        app.UseWebSockets(Sockets);
        app.UseRequestSpans();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static void MapEverything(WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().DisableHttpMetrics(); // or there would be series for every file
        app.MapRazorPages().WithStaticAssets();
        app.MapLanguageSwitch();
        app.MapThemeSwitch();
        app.MapStartPage();
        app.MapApi();
        app.MapOpen311();
        app.MapBotFramework();
        app.MapDirectLine();
        app.MapTelegram();
        app.MapWeChat();
        app.MapBulletinPages();
        app.MapDesks();
        app.MapHealth();
        app.MapTelemetry();
    }

    private static PageTexts Texts(IServiceProvider services)
    {
        var request = services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request
            ?? throw new InvalidOperationException("The texts of a page are asked for outside a request.");
        var configuration = services.GetRequiredService<BotConfigurationSource>().Current;
        return new PageTexts(LanguageChoice.Of(request, configuration.Authority.Languages), configuration);
    }
}
