using System.Text;

namespace ScanHost.Formats.Mail;

/// <summary>Makes the Windows and ISO code pages known to the runtime, which MimeKit asks by number and by name.</summary>
/// <remarks>It is the one setting of the process that this library touches; it only adds encodings.</remarks>
internal static class MailCharsets
{
    internal static bool AreKnown { get; } = Register();

    private static bool Register()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return true;
    }
}
