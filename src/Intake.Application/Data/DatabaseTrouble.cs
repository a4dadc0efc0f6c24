namespace Intake.Application.Data;

/// <summary>Why the program cannot work on its database. The words for people are <c>database.*</c> in the program's texts.</summary>
public enum DatabaseTrouble
{
    /// <summary><c>Database__Provider</c> names none that there is.</summary>
    Provider,

    /// <summary>A server's <c>ConnectionStrings__Intake</c> is missing.</summary>
    NoConnectionString,

    /// <summary>The connection string cannot be read.</summary>
    ConnectionString,

    /// <summary>Nobody answers there.</summary>
    Unreachable,

    /// <summary>User or password are wrong.</summary>
    LoginRefused,

    /// <summary>There is no database of this name.</summary>
    NoDatabase,

    /// <summary>The user may not do what is needed.</summary>
    NoRights,

    /// <summary>The tables of this version are not there; <c>migrate</c> makes them.</summary>
    MigrationsMissing,

    /// <summary>A newer version of the program has changed the tables.</summary>
    NewerThanProgram,
}

/// <summary>The program cannot work on its database, and a person has to do something about it.</summary>
public sealed class DatabaseTroubleException : Exception
{
    /// <summary>Why.</summary>
    /// <param name="trouble">Why.</param>
    /// <param name="detail">What exactly: a name, or the database's own words.</param>
    /// <param name="fault">The fault behind it.</param>
    public DatabaseTroubleException(DatabaseTrouble trouble, string detail, Exception? fault = null)
        : base($"{trouble}: {detail}", fault) => (Trouble, Detail) = (trouble, detail);

    /// <summary>Why.</summary>
    public DatabaseTrouble Trouble { get; }

    /// <summary>What exactly: a name, or the database's own words; never the connection string.</summary>
    public string Detail { get; }
}
