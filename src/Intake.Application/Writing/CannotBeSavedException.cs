using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Writing;

/// <summary>The database could not save a command: it is locked, full, away or of another form. Nothing of the command is saved; trying again may help.</summary>
public sealed class CannotBeSavedException(Exception fault) : Exception("The database cannot be written.", fault)
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Whether a fault is the database's and not the command's own.</summary>
    internal static bool IsOne(Exception fault) => fault is DbException or DbUpdateException or IOException;

    /// <summary>Whether somebody else holds the database, whatever is to be written: trying again at once would wait as long again.</summary>
    internal static bool IsLocked(Exception fault) =>
        (fault as SqliteException ?? fault.InnerException as SqliteException) is { SqliteErrorCode: Busy or Locked };
}
