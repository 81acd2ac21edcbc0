namespace ScanHost.Formats.Containers.Zip;

/// <summary>Unpacks single members of one archive.</summary>
internal sealed class ZipMembers(
    ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, AnomalyLog anomalies, CancellationToken cancellationToken)
{
    private const int MaxTargetBytes = 4096;

    /// <summary>Unpacks what a central record describes, after comparing it with its local header.</summary>
    internal void Unpack(ZipEntry entry)
    {
        cancellationToken.ThrowIfCancellationRequested();
        anomalies.CheckName("zip", entry.Name, entry.LocalOffset);
        if (ZipDirectory.ReadLocal(file.Span, entry.LocalOffset) is not { } local)
        {
            if (!entry.IsFolder)
                sink.NotUnpacked(Describe(entry, null), UnpackGap.Damaged, "its local header is missing");
            return;
        }
        ReportMismatch(entry, local);
        Decode(entry, local.HeaderLength);
    }

    /// <summary>Unpacks a member that stands in the file but not in the directory.</summary>
    internal void UnpackHidden(ZipEntry local)
    {
        anomalies.Add("zip.hidden_member", local.LocalOffset, $"the member {local.Name} is not in the central directory");
        UnpackLocal(local);
    }

    /// <summary>Unpacks what a local header describes.</summary>
    internal void UnpackLocal(ZipEntry local)
    {
        cancellationToken.ThrowIfCancellationRequested();
        anomalies.CheckName("zip", local.Name, local.LocalOffset);
        Decode(local, local.HeaderLength);
    }

    private void Decode(ZipEntry entry, int headerLength)
    {
        if (entry.IsFolder)
            return;
        var start = entry.LocalOffset + headerLength;
        var data = file.Part(start, entry.CompressedSize);
        var member = Describe(entry, start);
        var method = entry.Method == ZipMethod.Aes ? entry.Aes?.Method ?? entry.Method : entry.Method;
        if (entry.IsEncrypted && !TryDecrypt(entry, ref data, ref member))
            sink.NotUnpacked(member, UnpackGap.Encrypted, "no known password opens it");
        else if (!ZipDecoder.Knows(method))
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"no decoder for {ZipDecoder.NameOf(method)}");
        else
            Copy(entry, method, data, member);
    }

    private bool TryDecrypt(ZipEntry entry, ref ReadOnlyMemory<byte> data, ref ContainerMember member)
    {
        if (ZipUnlocking.Unlock(entry, data, passwords, cancellationToken) is not { } plain)
            return false;
        data = plain.Data;
        member = member with { Password = plain.Password };
        return true;
    }

    private void Copy(ZipEntry entry, ZipMethod method, ReadOnlyMemory<byte> data, ContainerMember member)
    {
        var size = entry.Size > 0 || !entry.HasDescriptor ? entry.Size : -1;
        if (entry.IsLink)
            CheckTarget(entry, () => ZipDecoder.Open(method, entry.Flags, data, size));
        var outcome = MemberCopy.Run(() => ZipDecoder.Open(method, entry.Flags, data, size), sink, member, cancellationToken);
        if (!outcome.IsWhole)
            return;
        if (data.Length < entry.CompressedSize && !entry.IsEncrypted)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the member does");
        else if (outcome.Bytes < entry.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"the {member.Method} data ends after {outcome.Bytes} of {entry.Size} bytes");
        else if (outcome.Crc32 != entry.Crc32 && entry.Crc32 != 0)
            anomalies.Add("zip.crc_mismatch", member.Offset, $"the content of {entry.Name} does not have the declared checksum");
        // A wrong password of 256 passes the check byte. AES has a check of its own.
        if (outcome.Crc32 != entry.Crc32 && entry is { IsEncrypted: true, Aes: null })
            sink.NotUnpacked(member with { Password = null }, UnpackGap.Encrypted, "the checksum does not confirm that a known password opens it");
    }

    private void CheckTarget(ZipEntry entry, Func<Stream> open)
    {
        using var target = new MemoryStream();
        MemberCopy.Into(target, open, MaxTargetBytes, cancellationToken);
        anomalies.CheckLink("zip", entry.Name, MemberName.Decode(target.ToArray()), entry.LocalOffset);
    }

    private void ReportMismatch(ZipEntry entry, ZipEntry local)
    {
        if (entry.Name != local.Name)
            anomalies.Add("zip.header_mismatch", entry.LocalOffset, $"{entry.Name} is called {local.Name} in its local header");
        else if (entry.Method != local.Method)
            anomalies.Add("zip.header_mismatch", entry.LocalOffset, $"{entry.Name} has another method in its local header");
        else if (!local.HasDescriptor && (entry.Size != local.Size || entry.CompressedSize != local.CompressedSize))
            anomalies.Add("zip.header_mismatch", entry.LocalOffset, $"{entry.Name} has other sizes in its local header");
        else if (entry.IsEncrypted != local.IsEncrypted)
            anomalies.Add("zip.header_mismatch", entry.LocalOffset, $"{entry.Name} is encrypted in one header only");
    }

    private static ContainerMember Describe(ZipEntry entry, long? offset) => new()
    {
        Name = entry.Name,
        Offset = offset,
        DeclaredSize = entry.Size,
        CompressedSize = entry.CompressedSize,
        Method = ZipDecoder.NameOf(entry.Aes?.Method ?? entry.Method),
        IsEncrypted = entry.IsEncrypted,
        ModifiedAt = entry.ModifiedAt,
    };
}
