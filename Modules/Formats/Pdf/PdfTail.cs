namespace ScanHost.Formats.Pdf;

/// <summary>What stands behind the end of a PDF file.</summary>
public static class PdfTail
{
    /// <summary>Where the last end-of-file mark and its line end are over; the file's length when there is no mark.</summary>
    public static int Start(ReadOnlySpan<byte> file)
    {
        var mark = file.LastIndexOf("%%EOF"u8);
        if (mark < 0)
            return file.Length;
        var start = mark + 5;
        while (start < file.Length && file[start] is (byte)'\r' or (byte)'\n')
            start++;
        return start;
    }
}
