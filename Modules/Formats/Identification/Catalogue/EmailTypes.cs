using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Messages and mail stores. Sources: RFC 5322, 4155, 2557, [MS-OXMSG], [MS-PST].</summary>
internal static class EmailTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(Email)
    {
        { "eml+", "message/rfc822", "E-mail message", "eml" },
        { "mbox+", "application/mbox", "Mailbox", "mbox" },
        { "mht:eml+", "multipart/related", "Web archive in a message", "mht mhtml" },
        { "msg:ole+", "application/vnd.ms-outlook", "Outlook message", "msg" },
        { "pst+", "application/vnd.ms-outlook-pst", "Outlook store", "pst ost", "'!BDN'" },
        { "dbx+", "application/x-outlook-express", "Outlook Express folder", "dbx", "CF AD 12 FE" },
        { "nsf+", "application/vnd.lotus-notes", "Lotus Notes database", "nsf", "1A 00 00 0? 00 00" },
        { "emlx+", "message/x-emlx", "Apple mail message", "emlx" },
        { "vcard", "text/vcard", "vCard", "vcf" },
        { "icalendar", "text/calendar", "iCalendar", "ics" },
        { "ldif", "text/x-ldif", "LDIF directory data", "ldif" },
    };
}
