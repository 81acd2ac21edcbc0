using ScanHost.Formats.Flash;
using ScanHost.Formats.Mail;
using ScanHost.Formats.Msi;
using ScanHost.Formats.Office;
using ScanHost.Formats.Ole;
using ScanHost.Formats.OneNote;
using ScanHost.Formats.Pdf;
using ScanHost.Formats.Rtf;

namespace ScanHost.Formats.Containers;

/// <summary>The readers of documents and mail.</summary>
internal static class DocumentReaders
{
    internal static IReadOnlyList<ContainerReader> All { get; } =
    [
        new OleReader(), new MsiReader(), new ActiveMimeReader(), new FlatOpcReader(), new RtfReader(), new PdfReader(), new OneNoteReader(), new FlashReader(),
        new EmlReader(), new MsgReader(), new MboxReader(), new TnefFileReader(), new CalendarReader(), new SignedMailReader(), new EncodedTextReader(),
    ];
}
