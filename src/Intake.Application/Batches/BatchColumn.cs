using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;

namespace Intake.Application.Batches;

/// <summary>What a column of a batch says. Its head is the text <c>batch.column.NAME</c> in any language of the authority, or the name itself.</summary>
public enum BatchColumn
{
    /// <summary>What happened. The one that must be there.</summary>
    Text,

    /// <summary>The kind of request, by its name in any language; empty lets the service decide.</summary>
    Kind,

    /// <summary>The service, by code or name; empty lets the text propose one.</summary>
    Service,

    /// <summary>The place: a code or name of the configuration, or words.</summary>
    Place,

    /// <summary>The requester's name.</summary>
    Name,

    /// <summary>The requester's telephone number.</summary>
    Phone,

    /// <summary>The requester's mail address.</summary>
    Email,

    /// <summary>How much of the requester is shown, by its name in any language; empty is: the centre only.</summary>
    Anonymity,

    /// <summary>The requester's language, by its tag or name; empty is the authority's first.</summary>
    Language,

    /// <summary>Where or when it was found, in words; goes along with the text.</summary>
    Found,

    /// <summary>The field team; goes along with the text.</summary>
    Team,

    /// <summary>What the file itself calls the row; no two rows, and no row of an earlier batch, may have the same.</summary>
    Reference,
}

/// <summary>The heads of columns.</summary>
public static class BatchHeads
{
    /// <summary>Every column, in the order of the template.</summary>
    public static IReadOnlyList<BatchColumn> All { get; } = Enum.GetValues<BatchColumn>();

    /// <summary>The head of a column.</summary>
    public static string Of(BotConfigurationSnapshot configuration, Language language, BatchColumn column)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.Texts.Get(language, $"batch.column.{column}");
    }

    /// <summary>The column with a head, however it is written; null when there is none.</summary>
    public static BatchColumn? Find(BotConfigurationSnapshot configuration, string head)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var column in All)
        {
            if (IsSame(head, column.ToString()) || configuration.Authority.Languages.Any(language => IsSame(head, Of(configuration, language, column))))
                return column;
        }

        return null;
    }

    /// <summary>The letters by which spreadsheets name a column, from 0.</summary>
    public static string Letters(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    internal static bool IsSame(string one, string other) => string.Equals(one.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
