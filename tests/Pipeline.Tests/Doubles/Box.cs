using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats;
using ScanHost.Formats.Containers;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>
/// The smallest container there is: four magic bytes, then for each member the lengths of its name and content, the name and the content.
/// </summary>
internal sealed class Box : ContainerReader
{
    private static ReadOnlySpan<byte> Magic => [0xB0, 0x80, 0x00, 0xFF];

    public override string Name => "box";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes => ["unknown", "eicar"];

    /// <summary>A box of these members.</summary>
    public static byte[] Of(params (string Name, byte[] Content)[] members)
    {
        var box = new MemoryStream();
        box.Write(Magic);
        foreach (var (name, content) in members)
        {
            WriteLength(box, Encoding.UTF8.GetByteCount(name));
            WriteLength(box, content.Length);
            box.Write(Encoding.UTF8.GetBytes(name));
            box.Write(content);
        }

        return box.ToArray();
    }

    /// <summary>A box in a box in a box.</summary>
    public static byte[] Nested(int depth, byte[] innermost) =>
        Enumerable.Range(0, depth).Aggregate(innermost, (inner, _) => Of(("inner", inner)));

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.StartsWith(Magic))
            return;

        for (var rest = file[4..]; !rest.IsEmpty;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = ReadLength(ref rest);
            var content = ReadLength(ref rest);
            if (rest.Length < name + content)
                throw new MalformedFileException("box", file.Length - rest.Length, "a member is cut short");

            using var member = sink.Open(new() { Name = Encoding.UTF8.GetString(rest.Span[..name]), DeclaredSize = content });
            member.Write(rest.Span.Slice(name, content));
            rest = rest[(name + content)..];
        }
    }

    private static void WriteLength(MemoryStream box, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        box.Write(bytes);
    }

    private static int ReadLength(ref ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < 4)
            throw new MalformedFileException("box", -1, "a length is cut short");

        var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        rest = rest[4..];
        return length;
    }
}
