namespace ScanHost.Formats.Html;

/// <summary>Files that stand in a page or a script as base64.</summary>
public static class CarriedFile
{
    /// <summary>The kinds (<see cref="PayloadKind"/>) and places of the files, in characters.</summary>
    public static IEnumerable<(string Kind, int Offset)> In(string script, CancellationToken cancellationToken) =>
        HtmlReader.CarriedFiles(script, cancellationToken).Select(file => (file.Extension, file.Offset));

    /// <summary>The kinds and places of the files that stand in one piece anywhere in a page, in characters.</summary>
    public static IEnumerable<(string Kind, int Offset)> InPage(string page, CancellationToken cancellationToken) =>
        HtmlReader.Base64Files(page, cancellationToken).Select(file => (file.Extension, file.Offset));

    /// <summary>The page in a <c>data:</c> address; null for other addresses and other content.</summary>
    public static HtmlOutline? PageInAddress(string address) =>
        address.StartsWith("data:text/html", StringComparison.OrdinalIgnoreCase) && DataAddress.Decode(address) is { } data ? HtmlOutline.Read(SourceText.Read(data.Content).Text) : null;

    /// <summary>The script in a <c>data:</c> address; null for other addresses and other content.</summary>
    public static string? ScriptInAddress(string address) =>
        address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && address.IndexOf(',', StringComparison.Ordinal) is var comma and > 0
        && address[..comma].Contains("script", StringComparison.OrdinalIgnoreCase) && DataAddress.Decode(address) is { } data ? SourceText.Read(data.Content).Text : null;

    /// <summary>The kind of file in a <c>data:</c> address; null for other addresses and other content.</summary>
    public static string? InAddress(string address) =>
        DataAddress.Decode(address) is { } data ? PayloadKind.Of(data.Content) : null;
}
