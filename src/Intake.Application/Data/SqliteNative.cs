using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Intake.Application.Data;

/// <summary>
/// Makes Microsoft.Data.Sqlite 10 run on what can be restored. Two workarounds, both of which can go on the day that
/// SQLitePCLRaw 2.1 or later restores:
/// <list type="number">
/// <item>SQLitePCLRaw is at 2.0.6 while Microsoft.Data.Sqlite was built for 2.1: the loader asks for the newer assembly
/// and is given the one in the application's folder. What Microsoft.Data.Sqlite calls is in both.</item>
/// <item>The SQLite bundled with 2.0.6 is 3.35: the operating system's own (Debian: 3.40) is loaded instead where there
/// is one, for its fixes and its full-text search; the bundled one is the fallback.</item>
/// </list>
/// Both hooks may be set once in a process; a second set throws, hence the lazy.
/// </summary>
public static class SqliteNative
{
    private static readonly Lazy<bool> Once = new(Initialise);

    /// <summary>To be called before the first use of SQLite; calling again does nothing.</summary>
    public static void Use() => _ = Once.Value;

    private static bool Initialise()
    {
        // Asked for without a version, the loader takes the one that is there; asked so and still missing, there is none.
        AssemblyLoadContext.Default.Resolving += static (context, name) => name is { Name: "SQLitePCLRaw.core", Version: not null }
            ? context.LoadFromAssemblyName(new("SQLitePCLRaw.core"))
            : null;
        Start();
        return true;
    }

    // Apart from the hook, so that the loader meets SQLitePCLRaw only after the hook is set.
    private static void Start()
    {
        var provider = Assembly.Load(new AssemblyName("SQLitePCLRaw.provider.e_sqlite3"));
        NativeLibrary.SetDllImportResolver(provider, LoadSystemLibrary);
        SQLitePCL.Batteries_V2.Init();
        // Nobody reads SQLite's counts of its memory, and to keep them every allocation would wait for one lock of all connections.
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private static nint LoadSystemLibrary(string name, Assembly assembly, DllImportSearchPath? path)
    {
        var system = OperatingSystem.IsWindows() ? "winsqlite3.dll" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";
        return NativeLibrary.TryLoad(system, out var found) ? found : NativeLibrary.Load(name, assembly, path);
    }
}
