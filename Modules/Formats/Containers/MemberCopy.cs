using System.Buffers;

namespace ScanHost.Formats.Containers;

/// <summary>Carries a member's content from its decoder to the sink, and turns what a decoder throws into a gap.</summary>
internal static class MemberCopy
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>What came out of a decoder.</summary>
    /// <param name="Bytes">How many bytes.</param>
    /// <param name="Crc32">Their checksum.</param>
    /// <param name="IsWhole">False when the decoder failed before its end.</param>
    /// <param name="Refusal">Why the decoder refused data that may be sound; null when it did not.</param>
    internal readonly record struct Outcome(long Bytes, uint Crc32, bool IsWhole, string? Refusal = null);

    /// <summary>Copies all that <paramref name="open"/> yields. A decoder that fails leaves a member as far as it reads and a gap.</summary>
    internal static Outcome Run(Func<Stream> open, IMemberSink sink, ContainerMember member, CancellationToken cancellationToken)
    {
        Outcome outcome;
        using (var target = sink.Open(member))
            outcome = Pump(open, target, long.MaxValue, cancellationToken);
        if (!outcome.IsWhole)
            Report(outcome, sink, member);
        return outcome;
    }

    /// <summary>Copies at most <paramref name="length"/> bytes of a decoder that other members share, and reports what breaks off.</summary>
    internal static Outcome Next(Stream source, long length, IMemberSink sink, ContainerMember member, CancellationToken cancellationToken)
    {
        Outcome outcome;
        using (var target = sink.Open(member))
            outcome = Pump(() => source, target, length, cancellationToken, leaveOpen: true);
        if (!outcome.IsWhole || outcome.Bytes < length)
            Report(outcome, sink, member);
        return outcome with { IsWhole = outcome.IsWhole && outcome.Bytes == length };
    }

    /// <summary>Turns a decoder that did not reach its end into a gap.</summary>
    internal static void Report(Outcome outcome, IMemberSink sink, ContainerMember member) =>
        sink.NotUnpacked(
            member,
            outcome.Refusal is null ? UnpackGap.Damaged : UnpackGap.Unsupported,
            outcome.Refusal ?? $"the {member.Method ?? "stored"} data breaks off after {outcome.Bytes} bytes");

    /// <summary>Hands over bytes as they stand.</summary>
    internal static void Bytes(ReadOnlyMemory<byte> content, IMemberSink sink, ContainerMember member, CancellationToken cancellationToken)
    {
        using var target = sink.Open(member);
        for (var at = 0; at < content.Length; at += ChunkBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write(content.Span[at..Math.Min(content.Length, at + ChunkBytes)]);
        }
    }

    /// <summary>Runs a decoder into memory, at most <paramref name="limit"/> bytes.</summary>
    internal static Outcome Into(Stream target, Func<Stream> open, long limit, CancellationToken cancellationToken) =>
        Pump(open, target, limit, cancellationToken);

    /// <summary>Runs a decoder into nowhere, at most <paramref name="limit"/> bytes: does it decode, and to which checksum?</summary>
    internal static Outcome Try(Func<Stream> open, long limit, CancellationToken cancellationToken) =>
        Pump(open, Stream.Null, limit, cancellationToken);

    /// <summary>The same of a decoder that goes on to be read.</summary>
    internal static Outcome TryNext(Stream source, long limit, CancellationToken cancellationToken) =>
        Pump(() => source, Stream.Null, limit, cancellationToken, leaveOpen: true);

    private static Outcome Pump(Func<Stream> open, Stream target, long limit, CancellationToken cancellationToken, bool leaveOpen = false)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var (bytes, crc) = (0L, new Crc32());
        string? refusal = null;
        Stream? source = null;
        try
        {
            for (; bytes < limit; cancellationToken.ThrowIfCancellationRequested())
            {
                var wanted = (int)Math.Min(ChunkBytes, limit - bytes);
                var count = Guard(() => (source ??= open()).Read(buffer, 0, wanted), ref refusal);
                if (count <= 0)
                    return new(bytes, crc.Value, count == 0, refusal);
                crc.Append(buffer.AsSpan(0, count));
                target.Write(buffer, 0, count);
                bytes += count;
            }
            return new(bytes, crc.Value, true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!leaveOpen)
                Guard(() => Close(source), ref refusal);
        }
    }

    /// <summary>Calls a decoder; -1 when it fails.</summary>
    /// <remarks>
    /// Decoders that we did not write meet hostile data with whatever their code runs into (index out of range, overflow, null). All of
    /// that means the same: the data is damaged. It is managed code, so nothing worse follows.
    /// </remarks>
    private static int Guard(Func<int> call, ref string? refusal)
    {
        try
        {
            return call();
        }
        catch (Exception error) when (error is not (OperationCanceledException or ExpansionLimitException))
        {
            refusal = error is DecoderLimitException or UnsupportedDataException ? error.Message : null;
            return -1;
        }
    }

    private static int Close(Stream? source)
    {
        source?.Dispose();
        return 0;
    }
}
