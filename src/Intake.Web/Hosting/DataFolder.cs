namespace Intake.Web.Hosting;

/// <summary>
/// The folder of what this node keeps: database, attachments, keys. Set by <c>INTAKE_DATA</c>; default <c>data</c> in the
/// current folder. Made when it is missing.
/// </summary>
internal sealed class DataFolder
{
    private DataFolder(string path) => Path = path;

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The folder that the settings name.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static DataFolder From(IConfiguration settings)
    {
        var named = settings["INTAKE_DATA"];
        var path = System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(named) ? "data" : named);
        Directory.CreateDirectory(path);
        return new DataFolder(path);
    }
}
