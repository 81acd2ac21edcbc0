using System.Text;
using ScanHost.Formats.MachO;

namespace ScanHost.Yara.YaraModules.MachO;

/// <summary>An image as the <c>macho</c> module sees it: lists as bytes, made once.</summary>
internal sealed class MachOState(MachOImage image)
{
    public MachOImage Image { get; } = image;

    public byte[][] RunPaths => field ??= Bytes(Image.RunPaths);

    public byte[][] LinkerOptions => field ??= Bytes(Image.LinkerOptions);

    public byte[][] Exports => field ??= Bytes(Image.Exports);

    public byte[][] Imports => field ??= Bytes(Image.Imports);

    public byte[][] SymbolNames => field ??= Bytes(Image.SymbolNames);

    public byte[][] Entitlements => field ??= [.. Image.Signature.Entitlements.Select(Encoding.UTF8.GetBytes)];

    private static byte[][] Bytes(IReadOnlyList<string> texts) => [.. texts.Select(text => text.Bytes()!)];
}
