namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>One coder of a folder: a method with its properties.</summary>
/// <param name="Method">The method's id, big end first: <c>0x030101</c> is LZMA.</param>
/// <param name="Properties">As stored.</param>
/// <param name="InStreams">How many streams it reads.</param>
internal sealed record SevenZipCoder(ulong Method, ReadOnlyMemory<byte> Properties, int InStreams);

/// <summary>
/// A folder: packed streams that a chain of coders turns into one stream, which holds one or more members. 7zFormat.txt, "Folder".
/// </summary>
internal sealed class SevenZipFolder
{
    /// <summary>The coders; each has one output.</summary>
    internal required IReadOnlyList<SevenZipCoder> Coders { get; init; }

    /// <summary>Which coder's output feeds which input; inputs are counted over all coders.</summary>
    internal required IReadOnlyDictionary<int, int> CoderOfInput { get; init; }

    /// <summary>Which inputs are packed streams, in the order of the streams.</summary>
    internal required IReadOnlyList<int> PackedInputs { get; init; }

    /// <summary>Number of the first packed stream.</summary>
    internal required int FirstPackedStream { get; init; }

    /// <summary>Output size of each coder, in bytes.</summary>
    internal long[] Sizes { get; set; } = [];

    /// <summary>Checksum of the whole; null when not stored.</summary>
    internal uint? Crc32 { get; set; }

    /// <summary>Sizes of the members in it.</summary>
    internal List<long> MemberSizes { get; set; } = [];

    /// <summary>Checksums of the members in it; null where not stored.</summary>
    internal List<uint?> MemberCrcs { get; set; } = [];

    /// <summary>The coder whose output no other reads.</summary>
    internal int MainCoder
    {
        get
        {
            for (var coder = 0; coder < Coders.Count; coder++)
                if (!CoderOfInput.Values.Contains(coder))
                    return coder;
            throw new InvalidDataException("the coders of a folder feed each other in a ring");
        }
    }

    /// <summary>Size of what comes out, in bytes.</summary>
    internal long Size => MainCoder < Sizes.Length ? Sizes[MainCoder] : 0;

    internal bool IsEncrypted => Coders.Any(coder => coder.Method == SevenZipMethod.Aes);

    /// <summary>The methods' names, as 7z lists them.</summary>
    internal string MethodNames => string.Join(' ', Coders.Select(coder => SevenZipMethod.NameOf(coder.Method)));
}
