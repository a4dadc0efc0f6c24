using Intake.Application.Data;

namespace Intake.Testing.Databases;

/// <summary>Has every test of a class run on this database; without it they run on SQLite. Put on a class that inherits its tests.</summary>
/// <param name="provider">The database.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OnAttribute(DatabaseProvider provider) : Attribute
{
    /// <summary>The database.</summary>
    public DatabaseProvider Provider { get; } = provider;
}
