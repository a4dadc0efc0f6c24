using Intake.Application.Deadlines;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Calendars;

/// <summary>Puts the working calendars and their changes into a host.</summary>
public static class CalendarRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.AddSingleton<CalendarBook>();
        services.AddSingleton<CalendarChange>();
        services.AddSingleton<CalendarDesk>();
        services.AddSingleton<CalendarMoving>();
        services.AddHostedService(provider => provider.GetRequiredService<CalendarMoving>());
        return services;
    }
}
