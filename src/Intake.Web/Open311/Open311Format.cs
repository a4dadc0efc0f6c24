namespace Intake.Web.Open311;

/// <summary>The two forms of every answer, told by the ending of the address.</summary>
internal enum Open311Format
{
    /// <summary><c>.xml</c>, which the specification demands.</summary>
    Xml,

    /// <summary><c>.json</c>.</summary>
    Json,
}

/// <summary>Names of the forms.</summary>
internal static class Open311Formats
{
    /// <summary>Both media types, as the discovery document names them.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = ["text/xml", "application/json"];

    /// <summary>The form that an address asks for: JSON by its ending, XML in every other case.</summary>
    public static Open311Format Of(PathString path) =>
        path.Value?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true ? Open311Format.Json : Open311Format.Xml;

    /// <summary>The header Content-Type.</summary>
    public static string ContentType(this Open311Format format) => format switch
    {
        Open311Format.Xml => "text/xml; charset=utf-8",
        Open311Format.Json => "application/json; charset=utf-8",
    };
}
