using System.Net;
using Intake.Application.Programs;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Wall;

public sealed class WallPageTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ApiKeys Keys => application.Services.GetRequiredService<ApiKeys>();

    [Fact]
    public async Task A_screen_that_shows_a_key_sees_the_board_and_is_nobody()
    {
        await application.DispatchedAsync("张三的电话是 13900001111");
        using var screen = application.Visitor();
        var asks = await screen.PageAsync("/wall");
        Assert.NotNull(asks.QuerySelector("input[name=Key]"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(screen, "/wall/board"));

        await ShowAsync(screen, await KeyAsync("screen 1", ApiScope.ReadWall));
        var board = await screen.PageAsync("/wall");
        Assert.NotNull(board.QuerySelector(".board .tiles"));
        Assert.DoesNotContain("13900001111", board.Source.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(screen, "/wall/board"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(screen, "/staff"));
    }

    [Fact]
    public async Task A_key_that_was_taken_back_darkens_its_screen()
    {
        using var screen = application.Visitor();
        await ShowAsync(screen, await KeyAsync("screen 2", ApiScope.ReadWall));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(screen, "/wall/board"));
        await Keys.RevokeAsync((await Keys.AllAsync(Cancel)).Single(key => key.Name == "screen 2").Id, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(screen, "/wall/board"));
        Assert.NotNull((await screen.PageAsync("/wall")).QuerySelector("input[name=Key]"));
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_is_not_shown_again()
    {
        using var screen = application.Visitor();
        foreach (var key in new[] { "intake_made-up", await KeyAsync("figures", ApiScope.ReadFigures), new string('x', 1_000) })
        {
            using var answer = await screen.SubmitAsync(await screen.PageAsync("/wall"), ("Key", key));
            var page = await answer.ParseAsync();
            Assert.Contains("不能打开大屏", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(key, page.Source.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(screen, "/wall/board"));
    }

    [Theory]
    [InlineData("supervisor", true)]
    [InlineData("housing-head", true)]
    [InlineData("housing", false)]
    [InlineData("call-taker", false)]
    public async Task Staff_see_it_where_they_read_figures(string user, bool sees)
    {
        using var client = await application.SignedInAsync(user);
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(client, "/wall/board"));
    }

    private async Task<string> KeyAsync(string name, string scope) => (await Keys.MakeAsync(name, [scope], Cancel)).Value!;

    private static async Task ShowAsync(HttpClient screen, string key)
    {
        using var answer = await screen.SubmitAsync(await screen.PageAsync("/wall"), ("Key", key));
        Assert.Equal("/wall", answer.Headers.Location?.OriginalString);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }
}
