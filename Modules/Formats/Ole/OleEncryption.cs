using ScanHost.Formats.Containers;
using ScanHost.Formats.Office;
using ScanHost.Formats.Xls;

namespace ScanHost.Formats.Ole;

/// <summary>Says which part of a document is encrypted: [MS-OFFCRYPTO] 2.3, [MS-DOC] 2.5.2 (FibBase.fEncrypted), [MS-XLS] 2.4.117 (FilePass).</summary>
public static class OleEncryption
{
    /// <summary>A try costs up to a tenth of a second.</summary>
    private const int MaxPasswords = 32;

    /// <summary>What PowerPoint encrypts with when only changing is to be asked for: it opens such files by itself.</summary>
    public const string PresentationPassword = "/01Hannes Ruescher/01";

    /// <summary>A short name of what encrypts the document; null when it is readable.</summary>
    public static string? SchemeOf(OleFile ole)
    {
        if (ole.Find("EncryptedPackage") is not null)
            return "package";
        if (ole.Find("WordDocument") is { } word && ole.Read(word, 32).Span is var fib && fib.U16(10) is { } flags && (flags & 0x0100) != 0)
            return (flags & 0x8000) != 0 ? "word xor" : "word";
        if ((ole.Find("Workbook") ?? ole.Find("Book")) is { } book && XlsWorkbook.Read(ole.Read(book, 64 << 10).Span).IsEncrypted)
            return "workbook";
        // A presentation that was opened keeps the stream of its encrypted properties.
        return PptEncryption.IsEncrypted(ole) || (ole.Find("Current User") is null && (ole.Find("EncryptedSummary") is not null || ole.Find("EncryptedSummaryInfo") is not null)) ? "presentation" : null;
    }

    internal static void HandOn(OleFile ole, ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (SchemeOf(ole) is not { } scheme)
            return;
        var member = new ContainerMember { Name = scheme == "package" ? "EncryptedPackage" : "", IsEncrypted = true, Method = scheme };
        if (scheme == "package" && Decrypt(ole, passwords, cancellationToken) is { } package)
            MemberCopy.Bytes(package, sink, member with { Name = "package.zip", Relation = "embedded" }, cancellationToken);
        else if (scheme == "workbook" && Workbook(ole, passwords, cancellationToken) is { } workbook)
        {
            // Macros are not encrypted; the records are looked at as a document of their own.
            MemberCopy.Bytes(workbook.Plain, sink, member with { Name = "workbook.biff", Relation = "decoded" }, cancellationToken);
            OleReader.HandOnXlm(workbook.Plain, sink, cancellationToken);
        }
        else if (Document(ole, file, passwords, cancellationToken) is { } document)
            MemberCopy.Bytes(document.Plain, sink, member with { Name = scheme == "presentation" ? "presentation.ppt" : "document.doc", Relation = "decoded" }, cancellationToken);
        else
            sink.NotUnpacked(member, UnpackGap.Encrypted, "no known password opens the document");
    }

    /// <summary>The workbook's records in the clear and the password that opened them; null when no known one does.</summary>
    public static (byte[] Plain, string Password)? Workbook(OleFile ole, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (ole.Find("Workbook") is not { IsStream: true } entry)
            return null;
        var stream = ole.Read(entry).Span;
        if (XlsEncryption.Read(stream) is not { } encryption)
            return null;
        foreach (var password in passwords.Take(MaxPasswords).Prepend(OfficeEncryption.DefaultPassword))
            if (encryption.Open(stream, password, cancellationToken) is { } plain)
                return (plain, password);
        return null;
    }

    /// <summary>A Word document or a presentation in the clear and the password that opened it; null when it is neither, or no known password does.</summary>
    public static (byte[] Plain, string Password)? Document(OleFile ole, ReadOnlyMemory<byte> file, IReadOnlyList<string> passwords, CancellationToken cancellationToken) => SchemeOf(ole) switch
    {
        "word" => DocEncryption.Open(ole, file, passwords.Take(MaxPasswords).Prepend(OfficeEncryption.DefaultPassword), cancellationToken),
        "presentation" => PptEncryption.Open(ole, file, passwords.Take(MaxPasswords).Prepend(OfficeEncryption.DefaultPassword).Prepend(PresentationPassword), cancellationToken),
        _ => null,
    };

    private static byte[]? Decrypt(OleFile ole, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (OfficeEncryption.Read(ole) is not { } encryption || ole.Find("EncryptedPackage") is not { IsStream: true } stream)
            return null;
        foreach (var password in passwords.Take(MaxPasswords).Prepend(OfficeEncryption.DefaultPassword))
            if (encryption.Open(password, cancellationToken) is { } key)
                return encryption.Decrypt(ole.Read(stream), key, cancellationToken);
        return null;
    }
}
