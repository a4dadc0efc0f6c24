namespace Intake.Bot.Channels.Email.Smtp;

/// <summary>What a server refused.</summary>
internal enum SmtpStep
{
    /// <summary>The connection, or TLS on it.</summary>
    Connection,

    /// <summary>User and password.</summary>
    SignIn,

    /// <summary>The sender.</summary>
    Sender,

    /// <summary>The receiver.</summary>
    Receiver,

    /// <summary>The letter itself.</summary>
    Content,
}

/// <summary>A server says no. The message holds its codes and never its words, in which addresses stand.</summary>
internal sealed class SmtpRefusal(SmtpStep step, int code, string? detail) : Exception($"{step} {Codes(code, detail)}")
{
    /// <summary>What was refused.</summary>
    public SmtpStep Step { get; } = step;

    /// <summary>The codes: <c>550 5.1.1</c>.</summary>
    public string Why { get; } = Codes(code, detail);

    /// <summary>Whether it will be refused again (RFC 5321, section 4.2.1: the codes from 500 on).</summary>
    public bool IsForGood { get; } = code >= 500;

    private static string Codes(int code, string? detail)
    {
        var number = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return detail is null ? number : $"{number} {detail}";
    }
}
