using System.Reflection;
using Intake.Application.Texts;

namespace Intake.Web.Texts;

/// <summary>Every text that comes with the product: of the use cases, the conversation and the pages. An authority's own go before them.</summary>
internal static class ProductTexts
{
    /// <summary>The texts of all projects.</summary>
    public static TextCatalogue All { get; } = EmbeddedTexts.From(typeof(EmbeddedTexts).Assembly, Assembly.Load("Intake.Bot"), typeof(ProductTexts).Assembly);
}
