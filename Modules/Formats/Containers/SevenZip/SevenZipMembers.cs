namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>Unpacks the members of one archive, folder by folder: each is decoded once, from front to end.</summary>
internal sealed class SevenZipMembers(
    ReadOnlyMemory<byte> file, SevenZipHeader header, SevenZipAes aes, IReadOnlyList<string> passwords, IMemberSink sink,
    CancellationToken cancellationToken)
{
    private readonly SevenZipDecoder decoder = new(SevenZipReader.Streams(file, header), aes, cancellationToken);
    private readonly AnomalyLog anomalies = new(sink);

    internal void Unpack()
    {
        var members = new Queue<SevenZipFile>();
        foreach (var member in header.Members)
        {
            anomalies.CheckName("7z", member.Name, null);
            if (member.HasStream)
                members.Enqueue(member);
            else if (member.IsEmptyFile)
                MemberCopy.Bytes(default, sink, new() { Name = member.Name, DeclaredSize = 0, ModifiedAt = member.ModifiedAt }, cancellationToken);
        }
        foreach (var folder in header.Folders)
            Unpack(folder, [.. folder.MemberSizes.Select(size => members.TryDequeue(out var next) ? next : new())]);
    }

    private void Unpack(SevenZipFolder folder, List<SevenZipFile> members)
    {
        var password = folder.IsEncrypted ? passwords.FirstOrDefault(candidate => Fits(folder, candidate)) : "";
        if (password is null)
        {
            for (var i = 0; i < members.Count; i++)
                sink.NotUnpacked(Describe(folder, members[i], folder.MemberSizes[i], null), UnpackGap.Encrypted, "no known password opens it");
            return;
        }
        Exception? problem = null;
        using var content = Foreign.Try(() => decoder.Open(folder, password), out problem);
        for (var i = 0; i < members.Count; i++)
        {
            var member = Describe(folder, members[i], folder.MemberSizes[i], password);
            if (content is null || !Copy(content, folder, i, member))
            {
                MissRest(folder, members, content is null ? i : i + 1, problem);
                return;
            }
        }
    }

    private bool Copy(Stream content, SevenZipFolder folder, int index, ContainerMember member)
    {
        var outcome = MemberCopy.Next(content, folder.MemberSizes[index], sink, member, cancellationToken);
        if (outcome.IsWhole && folder.MemberCrcs[index] is { } crc && crc != outcome.Crc32)
            anomalies.Add("7z.crc_mismatch", null, $"the content of {member.Name} does not have the declared checksum");
        // Decrypting with a wrong password fails nowhere by itself.
        if (outcome is { IsWhole: true, Bytes: > 0 } && folder.IsEncrypted && folder.MemberCrcs[index] != outcome.Crc32)
            sink.NotUnpacked(member with { Password = null }, UnpackGap.Encrypted, "no checksum confirms that a known password opens it");
        return outcome.IsWhole;
    }

    // What stands behind damage in the same solid block cannot be reached.
    private void MissRest(SevenZipFolder folder, List<SevenZipFile> members, int first, Exception? problem)
    {
        var isRefused = problem is DecoderLimitException or UnsupportedDataException;
        for (var i = first; i < members.Count; i++)
            sink.NotUnpacked(
                Describe(folder, members[i], folder.MemberSizes[i], null),
                isRefused ? UnpackGap.Unsupported : UnpackGap.Damaged,
                isRefused ? problem!.Message : "the packed stream breaks off before it");
    }

    // A wrong password decodes to garbage: the checksum of the first member that has one tells.
    private bool Fits(SevenZipFolder folder, string password)
    {
        using var content = Foreign.Try(() => decoder.Open(folder, password), out _);
        if (content is null || folder.MemberSizes.Count == 0)
            return false;
        for (var i = 0; i < folder.MemberSizes.Count; i++)
        {
            var outcome = MemberCopy.TryNext(content, folder.MemberSizes[i], cancellationToken);
            if (!outcome.IsWhole || outcome.Bytes != folder.MemberSizes[i])
                return false;
            if (folder.MemberCrcs[i] is { } crc)
                return crc == outcome.Crc32;
        }
        return true;
    }

    private static ContainerMember Describe(SevenZipFolder folder, SevenZipFile member, long size, string? password) => new()
    {
        Name = member.Name,
        DeclaredSize = size,
        Method = folder.MethodNames,
        IsEncrypted = folder.IsEncrypted,
        Password = folder.IsEncrypted ? password : null,
        ModifiedAt = member.ModifiedAt,
    };
}
