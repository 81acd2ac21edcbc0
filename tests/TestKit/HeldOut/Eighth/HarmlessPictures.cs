using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Pictures with descriptions, films and works in progress behind them.</summary>
public sealed class HarmlessPictures : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        var jpeg = EighthPicture.Jpeg(64, 48);
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
