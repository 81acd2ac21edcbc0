using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Makes Windows shortcuts, [MS-SHLLINK]: a test says only what is special.</summary>
public sealed class LinkBuilder
{
    private readonly MemoryStream body = new();
    private readonly MemoryStream blocks = new();
    private uint flags = 0x80;
    private byte[] appended = [];

    /// <summary>A LinkInfo with a local path.</summary>
    public LinkBuilder To(string path)
    {
        flags |= 2;
        var text = Encoding.Latin1.GetBytes(path + "\0");
        var info = new byte[0x1C + 0x11 + text.Length + 1];
        BinaryPrimitives.WriteInt32LittleEndian(info, info.Length);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(4), 0x1C);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(0x0C), 0x1C);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(0x10), 0x2D);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(0x18), 0x2D + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(info.AsSpan(0x1C), 0x11);
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(0x24), 0xCAFE1234);
        text.CopyTo(info, 0x2D);
        body.Write(info);
        return this;
    }

    /// <summary>COMMAND_LINE_ARGUMENTS; after <see cref="To"/>.</summary>
    public LinkBuilder With(string arguments) => Text(0x20, arguments);

    /// <summary>ICON_LOCATION; after <see cref="With"/>.</summary>
    public LinkBuilder Icon(string location) => Text(0x40, location);

    /// <summary>An EnvironmentVariableDataBlock.</summary>
    public LinkBuilder Environment(string target)
    {
        var block = new byte[0x314];
        BinaryPrimitives.WriteUInt32LittleEndian(block, 0x314);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), 0xA0000001);
        Encoding.Latin1.GetBytes(target).CopyTo(block, 8);
        Encoding.Unicode.GetBytes(target).CopyTo(block, 0x10C);
        blocks.Write(block);
        return this;
    }

    /// <summary>A TrackerDataBlock.</summary>
    public LinkBuilder From(string machine)
    {
        var block = new byte[0x60];
        BinaryPrimitives.WriteUInt32LittleEndian(block, 0x60);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), 0xA0000003);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(8), 0x58);
        Encoding.Latin1.GetBytes(machine).CopyTo(block, 16);
        blocks.Write(block);
        return this;
    }

    /// <summary>Bytes behind the terminal block.</summary>
    public LinkBuilder Append(byte[] bytes)
    {
        appended = bytes;
        return this;
    }

    /// <summary>The shortcut.</summary>
    public byte[] Build()
    {
        var header = new byte[0x4C];
        BinaryPrimitives.WriteInt32LittleEndian(header, 0x4C);
        new Guid("00021401-0000-0000-C000-000000000046").TryWriteBytes(header.AsSpan(4));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(0x14), flags);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(0x3C), 1);
        return [.. header, .. body.ToArray(), .. blocks.ToArray(), 0, 0, 0, 0, .. appended];
    }

    private LinkBuilder Text(uint flag, string text)
    {
        flags |= flag;
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        body.Write(length);
        body.Write(Encoding.Unicode.GetBytes(text));
        return this;
    }
}
