namespace Intake.Application.Data;

/// <summary>Marks a mapping of a table that only one database has.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OneDatabaseAttribute : Attribute;
