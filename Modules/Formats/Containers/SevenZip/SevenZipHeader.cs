using System.Text;

namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>A member as the header lists it.</summary>
internal sealed class SevenZipFile
{
    internal string Name { get; set; } = "";

    /// <summary>True when it has a place in a folder; folders, empty files and anti-items have none.</summary>
    internal bool HasStream { get; set; } = true;

    internal bool IsEmptyFile { get; set; }

    internal DateTimeOffset? ModifiedAt { get; set; }
}

/// <summary>Reads the structures of a 7z header. Source: 7zFormat.txt of the LZMA SDK; properties are named as there.</summary>
internal sealed class SevenZipHeader(ReadOnlyMemory<byte> header)
{
    private const int MaxCoders = 32;
    private const int MaxStreams = 1_000_000;
    private const byte End = 0, ArchiveProperties = 2, AdditionalStreams = 3, MainStreams = 4, Files = 5, PackInfo = 6, UnpackInfo = 7;
    private const byte SubStreams = 8, Size = 9, Crc = 10, Folder = 11, CodersUnpackSize = 12, NumUnpackStream = 13, EmptyStream = 14;
    private const byte EmptyFile = 15, Names = 17, ModificationTime = 20, EncodedHeader = 23, Header = 1;
    private int at;

    /// <summary>Where the packed streams start, counted from behind the start header, in bytes.</summary>
    internal long PackPosition { get; private set; }

    /// <summary>Sizes of the packed streams, in bytes.</summary>
    internal List<long> PackSizes { get; private set; } = [];

    /// <summary>The folders, in order.</summary>
    internal List<SevenZipFolder> Folders { get; private set; } = [];

    /// <summary>The members, in order.</summary>
    internal List<SevenZipFile> Members { get; private set; } = [];

    /// <summary>True when what was read only tells where the packed header stands.</summary>
    internal bool IsEncoded { get; private set; }

    /// <exception cref="MalformedFileException">The header breaks its format.</exception>
    internal static SevenZipHeader Read(ReadOnlyMemory<byte> header)
    {
        var reader = new SevenZipHeader(header);
        try
        {
            reader.ReadHeader();
            return reader;
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentOutOfRangeException or InvalidDataException or OverflowException)
        {
            throw new MalformedFileException("7z", 32, "the headers cannot be read");
        }
    }

    private void ReadHeader()
    {
        var kind = Byte();
        IsEncoded = kind == EncodedHeader;
        if (IsEncoded)
        {
            ReadStreams();
            return;
        }
        if (kind != Header)
            throw new InvalidDataException("neither a header nor an encoded one");
        for (kind = Byte(); kind != End; kind = Byte())
            switch (kind)
            {
                case ArchiveProperties:
                    while (Byte() != End)
                        Skip(Number());
                    break;
                case AdditionalStreams:
                    new SevenZipHeader(header) { at = at }.ReadAside(this);
                    break;
                case MainStreams:
                    ReadStreams();
                    break;
                case Files:
                    ReadFiles();
                    break;
                default:
                    throw new InvalidDataException("an unknown part of the header");
            }
    }

    private void ReadAside(SevenZipHeader owner)
    {
        ReadStreams();
        owner.at = at;
    }

    private void ReadStreams()
    {
        var hasMembers = false;
        for (var kind = Byte(); kind != End; kind = Byte())
            switch (kind)
            {
                case PackInfo:
                    ReadPackInfo();
                    break;
                case UnpackInfo:
                    ReadFolders();
                    break;
                case SubStreams:
                    ReadMembers();
                    hasMembers = true;
                    break;
                default:
                    throw new InvalidDataException("an unknown part of the streams");
            }
        if (!hasMembers)
            foreach (var folder in Folders)
                (folder.MemberSizes, folder.MemberCrcs) = ([folder.Size], [folder.Crc32]);
    }

    private void ReadPackInfo()
    {
        PackPosition = Number();
        var count = Count();
        for (var kind = Byte(); kind != End; kind = Byte())
            if (kind == Size)
                PackSizes = [.. Enumerable.Range(0, count).Select(_ => Number())];
            else if (kind == Crc)
                ReadDigests(count);
            else
                throw new InvalidDataException("an unknown part of the pack information");
    }

    private void ReadFolders()
    {
        Expect(Folder);
        var count = Count();
        if (Byte() != 0)
            throw new InvalidDataException("folders in another stream");
        var packed = 0;
        for (var i = 0; i < count; i++)
        {
            Folders.Add(ReadFolder(packed));
            packed += Folders[^1].PackedInputs.Count;
        }
        Expect(CodersUnpackSize);
        foreach (var folder in Folders)
            folder.Sizes = [.. folder.Coders.Select(_ => Number())];
        for (var kind = Byte(); kind != End; kind = Byte())
        {
            if (kind != Crc)
                throw new InvalidDataException("an unknown part of the folders");
            var digests = ReadDigests(count);
            for (var i = 0; i < count; i++)
                Folders[i].Crc32 = digests[i];
        }
    }

    private SevenZipFolder ReadFolder(int firstPacked)
    {
        var count = Count(MaxCoders);
        var coders = Enumerable.Range(0, count).Select(_ => ReadCoder()).ToArray();
        var inputs = coders.Sum(coder => coder.InStreams);
        var coderOfInput = new Dictionary<int, int>();
        for (var bond = 1; bond < count; bond++)
        {
            var input = (int)Number();
            if (!coderOfInput.TryAdd(input, (int)Number()))
                throw new InvalidDataException("two coders feed one input");
        }
        var packed = inputs - coderOfInput.Count;
        int[] packedInputs = packed == 1
            ? [Enumerable.Range(0, inputs).First(input => !coderOfInput.ContainsKey(input))]
            : [.. Enumerable.Range(0, packed).Select(_ => (int)Number())];
        return new() { Coders = coders, CoderOfInput = coderOfInput, PackedInputs = packedInputs, FirstPackedStream = firstPacked };
    }

    private SevenZipCoder ReadCoder()
    {
        var flags = Byte();
        if ((flags & 0x80) != 0)
            throw new InvalidDataException("alternative methods");
        var method = 0ul;
        foreach (var part in Take(flags & 15).Span)
            method = (method << 8) | part;
        var (inStreams, outStreams) = (flags & 0x10) != 0 ? (Count(MaxCoders), Count(MaxCoders)) : (1, 1);
        if (outStreams != 1)
            throw new InvalidDataException("a coder of several outputs");
        var properties = (flags & 0x20) != 0 ? Take(Number()) : default;
        return new(method, properties, inStreams);
    }

    private void ReadMembers()
    {
        var kind = Byte();
        var counts = Folders.Select(_ => 1).ToArray();
        if (kind == NumUnpackStream)
        {
            counts = [.. Folders.Select(_ => Count())];
            kind = Byte();
        }
        for (var i = 0; i < Folders.Count; i++)
            Folders[i].MemberSizes = ReadSizes(Folders[i].Size, counts[i], kind == Size);
        if (kind == Size)
            kind = Byte();
        foreach (var (folder, count) in Folders.Zip(counts))
            folder.MemberCrcs = count == 1 ? [folder.Crc32] : [.. Enumerable.Repeat<uint?>(null, count)];
        for (; kind != End; kind = Byte())
            if (kind == Crc)
                ReadMemberDigests();
            else
                throw new InvalidDataException("an unknown part of the substreams");
    }

    // The last size is not stored: it is what is left of the folder.
    private List<long> ReadSizes(long total, int count, bool areStored)
    {
        var sizes = new List<long>();
        for (var i = 0; i + 1 < count; i++)
        {
            sizes.Add(areStored ? Number() : 0);
            total -= sizes[^1];
        }
        if (total < 0)
            throw new InvalidDataException("the members of a folder are larger than it");
        if (count > 0)
            sizes.Add(total);
        return sizes;
    }

    private void ReadMemberDigests()
    {
        var open = Folders.Where(folder => folder.MemberSizes.Count != 1 || folder.Crc32 is null).ToArray();
        var digests = ReadDigests(open.Sum(folder => folder.MemberSizes.Count));
        var next = 0;
        foreach (var folder in open)
        {
            folder.MemberCrcs = digests.GetRange(next, folder.MemberSizes.Count);
            next += folder.MemberSizes.Count;
        }
    }

    private List<uint?> ReadDigests(int count)
    {
        var digests = new List<uint?>();
        foreach (var isDefined in ReadOptionalBits(count))
            digests.Add(isDefined ? Take(4).Span.U32(0) : null);
        return digests;
    }

    private void ReadFiles()
    {
        var count = Count();
        Members = [.. Enumerable.Range(0, count).Select(_ => new SevenZipFile())];
        var empty = Array.Empty<bool>();
        for (var kind = Byte(); kind != End; kind = Byte())
        {
            var size = Number();
            var next = at + size;
            if (next > header.Length)
                throw new InvalidDataException("a property is cut short");
            switch (kind)
            {
                case EmptyStream:
                    empty = ReadBits(count);
                    for (var i = 0; i < count; i++)
                        Members[i].HasStream = !empty[i];
                    break;
                case EmptyFile:
                    var files = ReadBits(Members.Count(member => !member.HasStream));
                    foreach (var (member, isFile) in Members.Where(member => !member.HasStream).Zip(files))
                        member.IsEmptyFile = isFile;
                    break;
                case Names when Byte() == 0:
                    foreach (var member in Members)
                        member.Name = Name();
                    break;
                case ModificationTime:
                    ReadTimes();
                    break;
            }
            at = (int)next;
        }
    }

    private void ReadTimes()
    {
        var defined = ReadOptionalBits(Members.Count);
        if (Byte() != 0)
            return;
        for (var i = 0; i < Members.Count; i++)
            if (defined[i])
                Members[i].ModifiedAt = WindowsTime.Read((long)Take(8).Span.U64(0)!.Value);
    }

    private string Name()
    {
        var start = at;
        while (Take(2).Span.U16(0) != 0)
        {
        }
        return Encoding.Unicode.GetString(header.Span[start..(at - 2)]);
    }

    private bool[] ReadOptionalBits(int count) => Byte() != 0 ? [.. Enumerable.Repeat(true, count)] : ReadBits(count);

    private bool[] ReadBits(int count)
    {
        var bytes = Take((count + 7) / 8);
        var bits = new bool[count];
        for (var i = 0; i < count; i++)
            bits[i] = (bytes.Span[i / 8] & (0x80 >> (i % 8))) != 0;
        return bits;
    }

    private void Expect(byte kind)
    {
        if (Byte() != kind)
            throw new InvalidDataException("a part of the header is missing");
    }

    // Nothing that is counted takes less than a bit of the header, save empty members: a count is checked before anything is allocated.
    private int Count(int max = MaxStreams)
    {
        var count = Number();
        return count <= max && count <= header.Length * 8L ? (int)count : throw new InvalidDataException("a count is larger than the header");
    }

    private void Skip(long length) => Take(length);

    private ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > header.Length - at)
            throw new InvalidDataException("the header is cut short");
        at += (int)length;
        return header.Slice(at - (int)length, (int)length);
    }

    private byte Byte() => Take(1).Span[0];

    // The leading ones of the first byte say how many bytes follow; its other bits are the highest of the number.
    private long Number()
    {
        var first = Byte();
        var (value, mask) = (0ul, 0x80);
        for (var i = 0; i < 8; i++, mask >>= 1)
        {
            if ((first & mask) == 0)
            {
                value |= (ulong)(first & (mask - 1)) << (8 * i);
                break;
            }
            value |= (ulong)Byte() << (8 * i);
        }
        return value > long.MaxValue / 4 ? throw new InvalidDataException("a number is too large") : (long)value;
    }
}
