namespace ScanHost.Formats.Mail;

/// <summary>A name and an address as a message shows them. Untrusted.</summary>
/// <param name="DisplayName">The name that mail programs show; empty when there is none.</param>
/// <param name="Address">The address; empty when there is none.</param>
public sealed record MailAddress(string DisplayName, string Address)
{
    /// <summary>What stands behind the last @, lower case; empty without one.</summary>
    public string Domain => Address.LastIndexOf('@') is var at and >= 0 ? Address[(at + 1)..].TrimEnd('>', ' ').ToLowerInvariant() : "";
}

/// <summary>What a message says of itself, whatever format it is stored in. All of it is untrusted text.</summary>
public sealed record MailSummary
{
    /// <summary>More of a body is not kept: characters.</summary>
    public const int MaxBody = 2 << 20;

    /// <summary>Subject, decoded.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Senders; usually one.</summary>
    public IReadOnlyList<MailAddress> From { get; init; } = [];

    /// <summary>Where answers go.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>Receivers, bounded in number.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>The envelope's sender as the last server noted it.</summary>
    public string ReturnPath { get; init; } = "";

    /// <summary>The Date header as it stands.</summary>
    public string Date { get; init; } = "";

    /// <summary>The Message-Id header as it stands.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The Received headers, last hop first, bounded in number.</summary>
    public IReadOnlyList<string> Received { get; init; } = [];

    /// <summary>The topmost Authentication-Results header, RFC 8601: the one that our own server wrote.</summary>
    public string AuthenticationResults { get; init; } = "";

    /// <summary>The plain text body, at most <see cref="MaxBody"/> characters.</summary>
    public string TextBody { get; init; } = "";

    /// <summary>The HTML body, at most <see cref="MaxBody"/> characters.</summary>
    public string HtmlBody { get; init; } = "";

    /// <summary>Names of the attachments, bounded in number.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>What breaks the format in a way that makes programs read the message differently; no text of the file.</summary>
    public IReadOnlyList<string> Anomalies { get; init; } = [];

    /// <summary>The sound file of a reminder, [MS-OXORMDR] PidLidReminderFileParameter; null when there is none.</summary>
    public string? ReminderFile { get; init; }
}
