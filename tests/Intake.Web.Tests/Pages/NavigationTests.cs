using System.Security.Claims;
using Intake.Web.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Pages;

public sealed class NavigationTests
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());
    private static readonly ClaimsPrincipal Dispatcher = new(new ClaimsIdentity([new(ClaimTypes.Role, "Dispatcher")], "test"));

    [Fact]
    public async Task A_place_is_shown_when_its_page_is_there_and_lets_the_person_in()
    {
        await using var app = Pages();
        var navigation = Navigation(app);
        Assert.Equal(["/staff/dispatch"], Addresses(await navigation.StaffPlacesAsync(Dispatcher)));
        Assert.Empty(await navigation.StaffPlacesAsync(Nobody));
        Assert.Equal(["/", "/track"], (await navigation.OpenAsync(Web.Pages.Navigation.ForCitizens, Nobody)).Select(place => place.Address));
    }

    [Theory]
    [InlineData("/track", true)]
    [InlineData("/TRACK/", true)]
    [InlineData("/bulletins", false)]
    [InlineData("/staff/tickets", false)]
    public async Task An_address_is_that_of_a_whole_page(string address, bool isThere)
    {
        await using var app = Pages();
        Assert.Equal(isThere, await Navigation(app).MayOpenAsync(address, Nobody));
    }

    [Fact]
    public void No_two_places_have_the_same_keys()
    {
        var keys = Web.Pages.Navigation.ForStaff.SelectMany(group => group.Places).Select(place => place.Keys);
        Assert.Empty(keys.GroupBy(key => key, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static WebApplication Pages()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.MapGet("/", () => "").AllowAnonymous();
        app.MapGet("/track/{number?}", () => "").AllowAnonymous();
        app.MapGet("/bulletins/{number}", () => "").AllowAnonymous();
        app.MapGet("/staff/tickets/{number}", () => "").AllowAnonymous();
        app.MapGet("/staff/dispatch", () => "").RequireAuthorization(policy => policy.RequireRole("Dispatcher"));
        app.MapGet("/admin", () => "").RequireAuthorization(policy => policy.RequireRole("Administrator"));
        return app;
    }

    private static Navigation Navigation(WebApplication app) => new(
        new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources),
        app.Services.GetRequiredService<IAuthorizationService>(),
        app.Services.GetRequiredService<IAuthorizationPolicyProvider>());

    private static IEnumerable<string> Addresses(IReadOnlyList<PlaceGroup> groups) => groups.SelectMany(group => group.Places).Select(place => place.Address);
}
