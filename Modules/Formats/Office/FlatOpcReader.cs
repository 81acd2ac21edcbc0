using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Office;

/// <summary>Office documents in one XML file: the binary parts of a flat package (ECMA-376 part 2) and of Word 2003 XML.</summary>
internal sealed class FlatOpcReader : ContainerReader
{
    private const int MaxParts = 2000;

    public override string Name => "flat-office";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["word-flat-opc", "word2003xml", "excel2003xml"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var parts = new List<(string Name, string Base64)>();
        var (part, isBinary) = ("", false);
        var isWhole = OfficeXml.Walk(
            file.ToArray(),
            reader =>
            {
                if (reader.LocalName == "part")
                    part = reader.GetAttribute("name", "http://schemas.microsoft.com/office/2006/xmlPackage") ?? reader.GetAttribute("pkg:name") ?? "";
                else if (reader.LocalName == "binData")
                    part = reader.GetAttribute("w:name") ?? "";
                isBinary = reader.LocalName is "binaryData" or "binData" or "docOleData";
            },
            text =>
            {
                if (isBinary && parts.Count < MaxParts)
                    parts.Add((part, text));
                isBinary = false;
            });
        foreach (var (name, base64) in parts)
            HandOn(name, base64, sink, cancellationToken);
        if (!isWhole)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the XML breaks off");
    }

    private static void HandOn(string name, string base64, IMemberSink sink, CancellationToken cancellationToken)
    {
        var buffer = new byte[(base64.Length / 4 * 3) + 3];
        var member = new ContainerMember { Name = name.TrimStart('/'), Relation = "embedded", Method = "base64" };
        if (Convert.TryFromBase64String(base64, buffer, out var count))
            MemberCopy.Bytes(buffer.AsMemory(0, count), sink, member, cancellationToken);
        else
            sink.NotUnpacked(member, UnpackGap.Damaged, "the base64 is broken");
    }
}
