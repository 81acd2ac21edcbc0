using System.Text;

namespace ScanHost.Formats.Containers.AutoIt;

/// <summary>Compiled AutoIt scripts: the script and the files that it carries.</summary>
/// <remarks>
/// The layout is not published by its makers. Source: what ClamAV, AutoIt-Ripper and others publish of it: keys, the numbers that lengths are
/// hidden by, the order of the fields.
/// </remarks>
internal sealed class AutoItReader : ContainerReader
{
    private const int Mark = 16;
    private const int Start = Mark + 8 + 16;
    private const int MaxFiles = 100_000;
    private const int MaxScriptBytes = 8 << 20;

    // Behind the last file stands the form's name again; whether some numbers follow in all versions is not known.
    private const int MaxEndMark = 64;

    public override string Name => "autoit";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["autoit-compiled"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (AutoItForm.Of(file.Span, Mark) is not { } form)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "a compiled AutoIt script of a version that is not read");
            return;
        }
        var anomalies = new AnomalyLog(sink);
        long at = Start;
        var count = 0;
        for (; count < MaxFiles && AutoItFile.Read(file, at, form) is { } entry; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HandOn(file, entry, form, sink, anomalies, cancellationToken);
            at = entry.End;
        }
        if (count == 0)
            sink.Anomaly("autoit.hidden_header", at, "no file can be found under AutoIt's own numbers");
        if (count == 0 || (at < file.Length && file.Span.U32(at) == form.FileMark))
            sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, "a file's header is wrong, or hidden by other numbers than AutoIt's own");
        else if (file.Length - at > MaxEndMark)
            TrailingData.HandOn(Name, file, at, sink, cancellationToken);
    }

    private static void HandOn(
        ReadOnlyMemory<byte> file, AutoItFile entry, AutoItForm form, IMemberSink sink, AnomalyLog anomalies, CancellationToken cancellationToken)
    {
        var member = new ContainerMember
        {
            Name = entry.IsScript ? "script.au3" : entry.Source, Offset = entry.Data, DeclaredSize = entry.Size, CompressedSize = entry.PackedSize,
            Method = entry.IsCompressed ? "lzss" : "store",
        };
        anomalies.CheckName("autoit", member.Name, entry.Data);
        var plain = (ReadOnlyMemory<byte>)form.Decrypt(file.Part(entry.Data, entry.PackedSize).Span, form.DataKey);
        if (entry.PackedSize > file.Length - entry.Data)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the member does");
        Stream Open() => !entry.IsCompressed ? new MemoryReadStream(plain)
            : plain.Span.HasAt(0, form.CompressedMark) && plain.Span.U32Big(4) is { } size ? new AutoItDecoder(plain[8..], form.LiteralBit, size)
            : throw new InvalidDataException("the compressed data does not start as it must");
        if (!entry.IsScript || !form.HasTokens || Source(Open, cancellationToken) is not { } source)
        {
            var outcome = MemberCopy.Run(Open, sink, member, cancellationToken);
            if (outcome.IsWhole && outcome.Bytes != entry.Size)
                sink.NotUnpacked(member, UnpackGap.Damaged, $"{outcome.Bytes} of {entry.Size} bytes came out");
        }
        else
            MemberCopy.Bytes(Encoding.UTF8.GetBytes(source), sink, member with { DeclaredSize = null, Method = "tokens" }, cancellationToken);
    }

    private static string? Source(Func<Stream> open, CancellationToken cancellationToken)
    {
        using var tokens = new MemoryStream();
        return MemberCopy.Into(tokens, open, MaxScriptBytes, cancellationToken) is { IsWhole: true, Bytes: < MaxScriptBytes } ? AutoItScript.Read(tokens.GetBuffer().AsSpan(0, (int)tokens.Length)) : null;
    }
}

/// <summary>One of the two forms that are read: how things are hidden in it.</summary>
internal sealed record AutoItForm
{
    private const int SecretBytes = 16;

    /// <summary>The hidden word FILE.</summary>
    internal required uint FileMark { get; init; }

    /// <summary>What the lengths of the file's source and of the path at compile time are hidden by, and the keys of the two texts without their lengths.</summary>
    internal required (uint Length, uint Key) Source { get; init; }

    internal required (uint Length, uint Key) Path { get; init; }

    internal required uint Sizes { get; init; }

    internal required uint DataKey { get; init; }

    internal required bool HasWideNames { get; init; }

    internal required uint LiteralBit { get; init; }

    internal required byte[] CompressedMark { get; init; }

    /// <summary>True when the script is not text.</summary>
    internal bool HasTokens => HasWideNames;

    internal byte[] Decrypt(ReadOnlySpan<byte> data, uint key) =>
        HasWideNames ? AutoItCipher.Ranrot(data, (ushort)key) : AutoItCipher.Twister(data, key);

    internal static AutoItForm? Of(ReadOnlySpan<byte> file, int at)
    {
        if (file.HasAt(at, "AU3!EA06"u8))
            return new()
            {
                FileMark = 0x52CA436B, Source = (0xADBC, 0xB33F), Path = (0xF820, 0xF479), Sizes = 0x87BC, DataKey = 0x2477, HasWideNames = true,
                LiteralBit = 1, CompressedMark = [.. "EA06"u8],
            };
        if (!file.HasAt(at, "AU3!EA05"u8))
            return null;
        // The password's digest: its bytes' sum is part of the key.
        var sum = 0u;
        foreach (var part in file.Part(at + 8, SecretBytes))
            sum += part;
        return new()
        {
            FileMark = 0xCEB06DFF, Source = (0x29BC, 0xA25E), Path = (0x29AC, 0xF25E), Sizes = 0x45AA, DataKey = 0x22AF + sum, HasWideNames = false,
            LiteralBit = 0, CompressedMark = [.. "EA05"u8],
        };
    }
}

/// <summary>The header of a file in a compiled script.</summary>
internal sealed record AutoItFile(string Source, bool IsCompressed, long PackedSize, long Size, long Data)
{
    private const int MaxNameLetters = 1 << 16;
    private const int FieldsLength = 13 + 16;

    /// <summary>True for the script itself, whose source is one of a few words in angle brackets.</summary>
    internal bool IsScript => Source.StartsWith('>');

    internal long End => Data + PackedSize;

    internal static AutoItFile? Read(ReadOnlyMemory<byte> file, long at, AutoItForm form)
    {
        if (file.Span.U32(at) != form.FileMark)
            return null;
        at += 4;
        if (Text(file, ref at, form, form.Source) is not { } source || Text(file, ref at, form, form.Path) is null || !file.Span.Has(at, FieldsLength))
            return null;
        var (method, packed, size) = (file.Span[(int)at], file.Span.U32(at + 1)!.Value ^ form.Sizes, file.Span.U32(at + 5)!.Value ^ form.Sizes);
        return method > 1 ? null : new(source, method == 1, packed, size, at + FieldsLength);
    }

    private static string? Text(ReadOnlyMemory<byte> file, ref long at, AutoItForm form, (uint Length, uint Key) hidden)
    {
        if (file.Span.U32(at) is not { } stored || (stored ^ hidden.Length) is not (<= MaxNameLetters and var letters))
            return null;
        var bytes = file.Span.Part(at + 4, letters * (form.HasWideNames ? 2L : 1));
        at += 4 + (letters * (form.HasWideNames ? 2L : 1));
        var plain = form.Decrypt(bytes, hidden.Key + letters);
        return form.HasWideNames ? Encoding.Unicode.GetString(plain) : MemberName.Decode(plain);
    }
}
