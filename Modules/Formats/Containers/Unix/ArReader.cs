using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Containers.Unix;

/// <summary>Unix archives: Debian packages, static libraries. Source: ar(5) of System V and 4.4BSD, deb(5).</summary>
internal sealed class ArReader : ContainerReader
{
    private const int Header = 60;

    public override string Name => "ar";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("ar");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.HasAt(0, "!<arch>\n"u8) && !file.Span.HasAt(0, "!<thin>\n"u8))
            throw new MalformedFileException("ar", 0, "the signature is missing");
        var (at, longNames) = (8L, default(ReadOnlyMemory<byte>));
        while (at < file.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!file.Span.Has(at, Header) || Size(file.Span.Slice((int)at + 48, 10)) is not { } size || !file.Span.HasAt(at + 58, "`\n"u8))
                throw new MalformedFileException("ar", at, "the member's header is wrong");
            var name = Encoding.Latin1.GetString(file.Span.Slice((int)at, 16)).TrimEnd();
            var data = file.Part(at + Header, size);
            if (name == "//")
                longNames = data;
            else if (file.Span[2] != 't' && name is not ("/" or "/SYM64/" or "__.SYMDEF" or "__.SYMDEF SORTED"))
                HandOn(name, longNames, data, at + Header, size, sink, cancellationToken);
            at += Header + size + (size & 1);
        }
    }

    private static void HandOn(
        string name, ReadOnlyMemory<byte> longNames, ReadOnlyMemory<byte> data, long offset, long size, IMemberSink sink, CancellationToken cancellationToken)
    {
        var isCut = data.Length < size;
        if (name.StartsWith("#1/", StringComparison.Ordinal) && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            name = MemberName.Decode(data.Span.Part(0, length));
            data = data[Math.Min(length, data.Length)..];
        }
        else if (name.Length > 1 && name[0] == '/' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var start))
            name = LongName(longNames.Span.Part(start, 4096));
        var member = new ContainerMember { Name = name.TrimEnd('/'), Offset = offset, DeclaredSize = size, CompressedSize = size, Method = "store" };
        MemberCopy.Bytes(data, sink, member, cancellationToken);
        if (isCut)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
    }

    // GNU ends a long name by "/\n".
    private static string LongName(ReadOnlySpan<byte> names) =>
        MemberName.Decode(names.IndexOf((byte)'\n') is var end and >= 0 ? names[..end] : names).TrimEnd('/');

    private static long? Size(ReadOnlySpan<byte> field) =>
        long.TryParse(field.TrimEnd((byte)' '), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
