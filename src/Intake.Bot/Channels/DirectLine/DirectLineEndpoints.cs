using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Direct Line 3.0 at <c>/v3/directline</c>: our own chat page and Microsoft's clients speak it.</summary>
public static class DirectLineEndpoints
{
    private const string OtherPages = "directline";

    /// <summary>Adds what the endpoints need. Without <c>DirectLine__Secret</c> only the chat page gets tokens.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = DirectLineOptions.From(settings);
        var state = options.IsWrong ? ChannelState.WrongKey : options.Secret is null ? ChannelState.Off : ChannelState.On;
        services.AddSingleton(new ChannelStatus(DirectLineOptions.Code, state, DirectLineOptions.Path));
        services.AddSingleton(options);
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineAccess>();
        services.AddSingleton<DirectLineUpload>();
        services.AddSingleton<DirectLineBell>();
        services.AddHostedService<DirectLineKey>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectLineBell>());
        // No cookie opens anything here and a token is bound to its own pages, so any page may ask; what it gets depends on its token.
        services.AddCors(cors => cors.AddPolicy(OtherPages, policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST").WithExposedHeaders("Retry-After")));
        return services;
    }

    /// <summary>Maps the endpoints. All are open to everybody and ask for a token themselves.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var own = endpoints.MapGroup(DirectLineOptions.Path).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        own.MapPost("/tokens/page", DirectLineConversations.PageToken);

        var group = own.MapGroup("");
        // Without the secret no other page has a token to show.
        if (endpoints.ServiceProvider.GetRequiredService<DirectLineOptions>().Secret is not null)
            group.RequireCors(OtherPages);
        group.MapPost("/tokens/generate", DirectLineConversations.GenerateTokenAsync);
        group.MapPost("/tokens/refresh", DirectLineConversations.RefreshToken);
        group.MapPost("/conversations", DirectLineConversations.StartAsync);
        group.MapGet("/conversations/{conversation}", DirectLineConversations.Reconnect);
        group.MapGet("/conversations/{conversation}/activities", DirectLineActivities.ReadAsync);
        group.MapPost("/conversations/{conversation}/activities", DirectLineActivities.SayAsync);
        group.MapPost("/conversations/{conversation}/upload", DirectLineActivities.UploadAsync).WithMetadata(new UploadLimit());
        group.MapGet("/conversations/{conversation}/stream", DirectLineStream.OpenAsync);
        return endpoints;
    }

    private sealed class UploadLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => DirectLineUpload.MostBytes;
    }
}
