using Intake.Domain.Catalogue;
using Intake.Testing;

namespace Intake.Domain.Tests.Catalogue;

public class DispatchCatalogueTests
{
    private static readonly Service Noise = ExampleAuthority.Load().Services["building-site-noise"];

    [Fact]
    public void A_service_goes_before_its_group_and_that_before_any()
    {
        Assert.Equal("service", Find("x", Rule("any"), Rule("group", ["environment"]), Rule("service", ["building-site-noise"])));
        Assert.Equal("group", Find("x", Rule("any"), Rule("group", ["environment"])));
        Assert.Equal("any", Find("x", Rule("any"), Rule("other", ["refuse"])));
    }

    [Fact]
    public void A_place_goes_before_any_place_but_not_before_a_service()
    {
        Assert.Equal("here", Find("x", Rule("everywhere", ["environment"]), Rule("here", ["environment"], ["x"])));
        Assert.Equal("service", Find("x", Rule("here", ["environment"], ["x"]), Rule("service", ["building-site-noise"])));
    }

    [Fact]
    public void Of_equal_rows_the_first_wins()
        => Assert.Equal("first", Find("x", Rule("first", ["environment"]), Rule("second", ["environment"])));

    [Fact]
    public void A_row_for_places_does_not_answer_for_an_unknown_place()
    {
        Assert.Null(Find(null, Rule("here", ["environment"], ["x"])));
        Assert.Null(Find("y", Rule("here", ["environment"], ["x"])));
    }

    private static string? Find(string? place, params RoutingRule[] rules) => new DispatchCatalogue(rules).Find(Noise, place)?.Code;

    private static RoutingRule Rule(string code, string[]? services = null, string[]? places = null)
        => new(code, services ?? [], places ?? [], "ecology", [], new LocalText("依据", "Basis"));
}
