using System.Reflection;
using Intake.Application.Texts;

namespace Intake.Web.Texts;

/// <summary>Every text that comes with the product: of the use cases, the conversation and the pages. An authority's own go before them.</summary>
internal static class ProductTexts
{
    /// <summary>The assemblies that bring texts beside those of the use cases.</summary>
    public static Assembly[] Assemblies { get; } = [Assembly.Load("Intake.Bot"), typeof(ProductTexts).Assembly];

    /// <summary>The texts of all of them.</summary>
    public static TextCatalogue All { get; } = EmbeddedTexts.From([typeof(EmbeddedTexts).Assembly, .. Assemblies]);
}
