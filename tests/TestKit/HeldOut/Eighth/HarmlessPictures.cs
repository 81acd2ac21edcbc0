using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Pictures with descriptions, films and works in progress behind them.</summary>
public sealed class HarmlessPictures : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDB, 0, 67, 0, .. Noise(64, 1).Select(one => (byte)(one | 1)), 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0x7F, 0xFF, 0xD9];
        yield return ("PXL_20261120_MP.jpg", [.. jpeg, 0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "isommp42"u8, 0, 0, 0, 8, .. "mdat"u8, .. Noise(2000, 5)]);
        yield return ("logo.png", EighthPicture.Build(64, 32, "Created with a drawing program; <rdf:RDF/>"));
        yield return ("tutorial screenshot.png", EighthPicture.Build(120, 60, "<?php echo 'Hello'; ?> is the first line of the lesson"));
        yield return ("cover.jpg", [.. jpeg, .. InertFiles.Zip(("notes.txt", Utf8("Picture and text of the cover")))]);
        yield return ("ticket code.png", Qr("https://tickets.theatre.example/t/88213?seat=12A"));
    }

    private static byte[] Qr(string text)
    {
        using var folder = new TemporaryFolder();
        return ForeignTool.Run(folder.Path, "qrencode", "-t", "PNG", "-o", "-", text);
    }
}
