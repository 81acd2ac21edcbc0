using System.IO.Compression;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Streams;
using ScanHost.Formats.Containers.Zstandard;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Deflate64;
using SharpCompress.Compressors.PPMd;
using static ScanHost.Formats.Containers.SevenZip.SevenZipMethod;
using Decompress = SharpCompress.Compressors.CompressionMode;

namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>Puts the decoders of a folder together.</summary>
/// <param name="streams">The packed streams of the whole archive, in order.</param>
/// <param name="aes">Derives keys and keeps them.</param>
/// <param name="cancellationToken">Ends the derivation of keys.</param>
internal sealed class SevenZipDecoder(IReadOnlyList<ReadOnlyMemory<byte>> streams, SevenZipAes aes, CancellationToken cancellationToken)
{
    private const int MaxBuffered = LzmaLimits.MaxDictionary;

    /// <summary>What comes out of a folder.</summary>
    internal Stream Open(SevenZipFolder folder, string? password) => Output(folder, folder.MainCoder, password, 0);

    private Stream Output(SevenZipFolder folder, int index, string? password, int depth)
    {
        if (depth > folder.Coders.Count)
            throw new InvalidDataException("the coders of a folder feed each other in a ring");
        var coder = folder.Coders[index];
        var firstInput = folder.Coders.Take(index).Sum(other => other.InStreams);
        Stream Input(int number) => folder.CoderOfInput.TryGetValue(firstInput + number, out var feeding)
            ? Output(folder, feeding, password, depth + 1)
            : new MemoryReadStream(Packed(folder, firstInput + number));
        ReadOnlyMemory<byte> Bytes(int number) => folder.CoderOfInput.TryGetValue(firstInput + number, out var feeding)
            ? Buffered(folder, feeding, password, depth + 1)
            : Packed(folder, firstInput + number);
        var size = folder.Sizes[index];
        return coder.Method switch
        {
            Copy => Input(0),
            SevenZipMethod.Aes => new MemoryReadStream(Decrypted(coder, Bytes(0), size, password)),
            SevenZipMethod.Lzma => OpenLzma(coder, Bytes(0), size),
            Lzma2 => new Lzma2Decoder(Bytes(0), Lzma2Decoder.DictionaryOf(coder.Properties.Span[0])),
            Ppmd => OpenPpmd(coder, Input(0)),
            Deflate => new DeflateStream(Input(0), CompressionMode.Decompress),
            SevenZipMethod.Deflate64 => new Deflate64Stream(Input(0), Decompress.Decompress),
            SevenZipMethod.BZip2 => BZip2Stream.Create(Input(0), Decompress.Decompress, true, false, false),
            Zstd => new ZstdStream(Bytes(0)),
            Lz4 => new Lz4Stream(Bytes(0)),
            Delta or OldDelta => new DeltaStream(Input(0), coder.Properties.Length == 1 ? coder.Properties.Span[0] + 1 : 1),
            X86 or OldX86 => new BranchStream(Input(0), BranchKind.X86),
            PowerPc or OldPowerPc => new BranchStream(Input(0), BranchKind.PowerPc),
            Arm or OldArm => new BranchStream(Input(0), BranchKind.Arm),
            ArmThumb or OldArmThumb => new BranchStream(Input(0), BranchKind.ArmThumb),
            Sparc or OldSparc => new BranchStream(Input(0), BranchKind.Sparc),
            Arm64 => new BranchStream(Input(0), BranchKind.Arm64),
            Bcj2 when coder.InStreams == 4 => new Bcj2Stream(Input(0), Input(1), Input(2), Bytes(3), size),
            _ => throw new UnsupportedDataException($"no decoder for {NameOf(coder.Method)}"),
        };
    }

    private ReadOnlyMemory<byte> Packed(SevenZipFolder folder, int input)
    {
        for (var i = 0; i < folder.PackedInputs.Count; i++)
            if (folder.PackedInputs[i] == input)
                return streams[folder.FirstPackedStream + i];
        throw new InvalidDataException("an input has no packed stream");
    }

    // Our decoders read memory. Only an encrypted stream or a strange order of coders has to be kept for them.
    private ReadOnlyMemory<byte> Buffered(SevenZipFolder folder, int index, string? password, int depth)
    {
        using var source = Output(folder, index, password, depth);
        if (source is MemoryReadStream { Position: 0 } memory)
            return memory.Memory;
        using var copy = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; (count = source.Read(part)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            copy.Write(part, 0, count);
            if (copy.Length > MaxBuffered)
                throw new DecoderLimitException("the data between two coders", MaxBuffered);
        }
        return copy.ToArray();
    }

    private byte[] Decrypted(SevenZipCoder coder, ReadOnlyMemory<byte> data, long size, string? password)
    {
        if (password is null)
            throw new InvalidDataException("no password");
        var plain = aes.Decrypt(data.Span, coder.Properties.Span, password, cancellationToken);
        return size < plain.Length ? plain[..(int)size] : plain;
    }

    private static LzmaDecoder OpenLzma(SevenZipCoder coder, ReadOnlyMemory<byte> data, long size) =>
        coder.Properties.Span.U32(1) is { } dictionary
            ? new(data, coder.Properties.Span[0], dictionary, size)
            : throw new InvalidDataException("the LZMA properties are cut short");

    // Variant H: the order, then the memory that the model takes.
    private static PpmdStream OpenPpmd(SevenZipCoder coder, Stream data)
    {
        if (coder.Properties.Span.U32(1) is not { } memory)
            throw new InvalidDataException("the PPMd properties are cut short");
        if (memory > LzmaLimits.MaxDictionary)
            throw new DecoderLimitException("the PPMd model", LzmaLimits.MaxDictionary);
        return PpmdStream.Create(new PpmdProperties(coder.Properties.Span[..5].ToArray()), data, false);
    }
}
