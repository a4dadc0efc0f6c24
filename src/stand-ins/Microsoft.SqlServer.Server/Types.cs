namespace Microsoft.SqlServer.Server;

// Types with which code that runs inside SQL Server describes itself. Microsoft.Data.SqlClient looks for these
// attributes on the values of parameters; none of ours has one, so that names without behaviour are enough.

/// <summary>Whether a function reads user data.</summary>
public enum DataAccessKind
{
    /// <summary>No.</summary>
    None = 0,

    /// <summary>Yes.</summary>
    Read = 1,
}

/// <summary>Whether a function reads system data.</summary>
public enum SystemDataAccessKind
{
    /// <summary>No.</summary>
    None = 0,

    /// <summary>Yes.</summary>
    Read = 1,
}

/// <summary>How a user-defined type is serialized.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>By its layout.</summary>
    Native = 1,

    /// <summary>By its own code.</summary>
    UserDefined = 2,
}

/// <summary>A type with its own serialization.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads it.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes it.</summary>
    void Write(BinaryWriter w);
}

/// <summary>A type that is no user-defined type.</summary>
public sealed class InvalidUdtException : SystemException
{
}

/// <summary>Facets of a value.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue | AttributeTargets.Parameter)]
public class SqlFacetAttribute : Attribute
{
    /// <summary>Whether the length is fixed.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether null is a value.</summary>
    public bool IsNullable { get; set; }

    /// <summary>Longest value.</summary>
    public int MaxSize { get; set; }

    /// <summary>Digits in all.</summary>
    public int Precision { get; set; }

    /// <summary>Digits after the point.</summary>
    public int Scale { get; set; }
}

/// <summary>A function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class SqlFunctionAttribute : Attribute
{
    /// <summary>Whether it reads user data.</summary>
    public DataAccessKind DataAccess { get; set; }

    /// <summary>Method that makes rows of its result.</summary>
    public string? FillRowMethodName { get; set; }

    /// <summary>Whether equal arguments give equal results.</summary>
    public bool IsDeterministic { get; set; }

    /// <summary>Whether its arithmetic is exact.</summary>
    public bool IsPrecise { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it reads system data.</summary>
    public SystemDataAccessKind SystemDataAccess { get; set; }

    /// <summary>Columns of its result.</summary>
    public string? TableDefinition { get; set; }
}

/// <summary>A method of a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlMethodAttribute : SqlFunctionAttribute
{
    /// <summary>Whether clients may invoke it.</summary>
    public bool InvokeIfReceiverIsNull { get; set; }

    /// <summary>Whether it changes the value.</summary>
    public bool IsMutator { get; set; }

    /// <summary>Whether it is called with null arguments.</summary>
    public bool OnNullCall { get; set; }
}

/// <summary>A user-defined aggregate.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedAggregateAttribute(Format format) : Attribute
{
    /// <summary>Most bytes of a value.</summary>
    public const int MaxByteSizeValue = 8000;

    /// <summary>Format.</summary>
    public Format Format { get; } = format;

    /// <summary>Whether duplicates make no difference.</summary>
    public bool IsInvariantToDuplicates { get; set; }

    /// <summary>Whether nulls make no difference.</summary>
    public bool IsInvariantToNulls { get; set; }

    /// <summary>Whether order makes no difference.</summary>
    public bool IsInvariantToOrder { get; set; }

    /// <summary>Whether nothing gives null.</summary>
    public bool IsNullIfEmpty { get; set; }

    /// <summary>Most bytes of a value.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }
}

/// <summary>A user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>Format.</summary>
    public Format Format { get; } = format;

    /// <summary>Whether values order by their bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Whether all values are of one length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Most bytes of a value.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Method that validates.</summary>
    public string? ValidationMethodName { get; set; }
}
