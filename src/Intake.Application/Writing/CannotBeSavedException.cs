using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Writing;

/// <summary>The database could not save a command: it is locked, full, away or of another form. Nothing of the command is saved; trying again may help.</summary>
public sealed class CannotBeSavedException(Exception fault) : Exception("The database cannot be written.", fault)
{
    /// <summary>Whether a fault is the database's and not the command's own.</summary>
    internal static bool IsOne(Exception fault) => fault is DbException or DbUpdateException or IOException;
}
