namespace Intake.Domain.Publication;

/// <summary>What sort of personal datum was found.</summary>
public enum FindingKind
{
    /// <summary>Phone number: mobile, landline or foreign.</summary>
    Phone,

    /// <summary>Number of an identity card: 18 characters (GB 11643), or 15 digits of the old form.</summary>
    IdentityCard,

    /// <summary>Number of a bank card or account.</summary>
    BankCard,

    /// <summary>Number plate of a vehicle, the longer plates of new-energy vehicles included.</summary>
    Plate,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Account of a chat service, such as a WeChat id.</summary>
    ChatId,

    /// <summary>A person's name.</summary>
    Name,

    /// <summary>Building, unit, room or house number.</summary>
    HouseNumber,

    /// <summary>What an editor marked by hand.</summary>
    ByHand,
}

/// <summary>How sure a finding is.</summary>
public enum Confidence
{
    /// <summary>It looks like one; something else may look the same.</summary>
    Likely,

    /// <summary>A checksum, a fixed form or the ticket's own fields say so.</summary>
    Certain,
}

/// <summary>A personal datum found in a text.</summary>
/// <param name="Start">Index of its first character (UTF-16).</param>
/// <param name="Length">Its length in characters (UTF-16), at least 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="Masked">What stands in its place when masked, such as <c>138****5678</c>: always of the same length, so that other ranges stay where they are.</param>
public sealed record Finding(int Start, int Length, FindingKind Kind, Confidence Confidence, string Masked)
{
    /// <summary>Index after its last character.</summary>
    public int End => Start + Length;
}
