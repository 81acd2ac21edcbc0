using System.IO.Compression;
using System.Text;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>
/// What InstallShield's setup.exe carries behind its program: files one behind the other, hidden by their own names, deflated or not. The
/// format was never published; source of all fields: ISx 0.3.10, https://github.com/lifenjoiner/ISx.
/// </summary>
internal sealed class SetupStreamReader : ContainerReader
{
    private const int Header = 46;
    private const int MaxKind = 4;

    public override string Name => "installshield-setup";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["installshield-setup"];

    /// <summary>True when the header makes sense and a file follows.</summary>
    internal static bool IsSound(ReadOnlySpan<byte> file) =>
        file.U16(14) > 0 && file.U32(16) <= MaxKind && SetupEntry.Read(file, Header, IsStream(file), (int)file.U32(16)!.Value) is not null;

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.U16(14) is not { } count || file.Span.U32(16) is not { } kind || !file.Span.Has(0, Header))
            throw new MalformedFileException(Name, 0, "the header is cut short");
        if (kind > MaxKind)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"setups of kind {kind} are not read");
            return;
        }
        var (at, anomalies) = ((long)Header, new AnomalyLog(sink));
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SetupEntry.Read(file.Span, at, IsStream(file.Span), (int)kind) is not { } entry)
            {
                sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, $"{count - i} of {count} files are missing");
                return;
            }
            anomalies.CheckName(Name, entry.Name, at);
            HandOn(file.Part(entry.Data, entry.Size), entry, sink, cancellationToken);
            at = entry.Data + entry.Size;
        }
        TrailingData.HandOn(Name, file, at, sink, cancellationToken);
    }

    private static bool IsStream(ReadOnlySpan<byte> file) => file.HasAt(0, "ISSetupStream"u8);

    private static void HandOn(ReadOnlyMemory<byte> data, SetupEntry entry, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember
        {
            Name = entry.Name, Offset = entry.Data, CompressedSize = entry.Size, DeclaredSize = entry.IsDeflated ? null : entry.Size, Method = entry.IsDeflated ? "zlib" : "store",
        };
        Stream Open()
        {
            Stream plain = entry.IsHidden ? new RevealedStream(data, entry.Key, entry.KeyRestarts) : new MemoryReadStream(data);
            return entry.IsDeflated ? new ZLibStream(plain, CompressionMode.Decompress) : plain;
        }
        var outcome = MemberCopy.Run(Open, sink, member, cancellationToken);
        if (outcome.IsWhole && data.Length < entry.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the member does");
    }

    /// <summary>Each byte was turned over, XORed with the key, and its halves were exchanged.</summary>
    private sealed class RevealedStream(ReadOnlyMemory<byte> data, byte[] key, int restarts) : DecoderStream
    {
        private int at;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, data.Length - at);
            for (var i = 0; i < count; i++, at++)
            {
                var value = data.Span[at];
                buffer[i] = (byte)~(key[at % restarts % key.Length] ^ (byte)(value << 4 | value >> 4));
            }
            return count;
        }
    }
}

/// <summary>A file of a setup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">Where its data stands, in bytes.</param>
/// <param name="Size">Of the data, in bytes.</param>
/// <param name="Flags">2 and 4: it is hidden.</param>
/// <param name="IsDeflated">True when a zlib stream is below.</param>
/// <param name="Key">Of the name.</param>
/// <param name="IsOfStream">True in the newer of the two forms.</param>
internal sealed record SetupEntry(string Name, long Data, long Size, uint Flags, bool IsDeflated, byte[] Key, bool IsOfStream)
{
    private const int MaxName = 260;
    private const int OldEntry = 312;
    private const int StreamEntry = 24;
    private const int Block = 1024;

    // Kind 4 has a second record, of which nothing is known, in front of the name.
    private const int WithSecondRecord = 4;

    // The flag 2 alone hides files of the older form as a whole; the newer form hides by 4.
    internal bool IsHidden => Key.Length > 0 && ((Flags & 4) != 0 || ((Flags & 2) != 0 && !IsOfStream));

    /// <summary>After so many bytes the key begins anew.</summary>
    internal int KeyRestarts => (Flags & 4) != 0 ? Block : int.MaxValue;

    internal static SetupEntry? Read(ReadOnlySpan<byte> file, long at, bool isStream, int kind) => isStream ? ReadStream(file, at, kind) : ReadOld(file, at);

    private static SetupEntry? ReadOld(ReadOnlySpan<byte> file, long at)
    {
        if (!file.Has(at, OldEntry) || file.Slice((int)at, MaxName).IndexOf((byte)0) is not (> 0 and var length))
            return null;
        var name = file.Slice((int)at, length);
        return name.ContainsAnyInRange((byte)0, (byte)31)
            ? null
            : new(MemberName.Decode(name), at + OldEntry, file.U32(at + 268)!.Value, file.U32(at + 260)!.Value, file.U16(at + 280) != 0, KeyOf(name), false);
    }

    private static SetupEntry? ReadStream(ReadOnlySpan<byte> file, long at, int kind)
    {
        var nameAt = at + (kind == WithSecondRecord ? 2 * StreamEntry : StreamEntry);
        if (file.U32(at) is not (> 0 and < MaxName * 2 and var length) || !file.Has(nameAt, length))
            return null;
        var name = Encoding.Unicode.GetString(file.Slice((int)nameAt, (int)length)).TrimStart('\uFEFF').TrimEnd('\0');
        return new(name, nameAt + length, file.U32(at + 10)!.Value, file.U32(at + 4)!.Value, file.U16(at + 22) != 0, KeyOf(Encoding.UTF8.GetBytes(name)), true);
    }

    private static byte[] KeyOf(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> mask = [0x13, 0x35, 0x86, 0x07];
        var key = name.ToArray();
        for (var i = 0; i < key.Length; i++)
            key[i] ^= mask[i % mask.Length];
        return key;
    }
}
