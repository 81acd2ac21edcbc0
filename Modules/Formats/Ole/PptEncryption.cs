using System.Buffers.Binary;
using ScanHost.Formats.Office;

namespace ScanHost.Formats.Ole;

/// <summary>
/// Opens a binary presentation that RC4 encrypts: [MS-PPT] 2.3.7 and [MS-OFFCRYPTO] 2.3.5. Each object of the persist directory is encrypted by itself, its number is
/// that of the key's block. Pictures stay closed.
/// </summary>
internal static class PptEncryption
{
    /// <summary>The header token of an encrypted file, and of one that is not: [MS-PPT] 2.3.2.</summary>
    private const uint EncryptedToken = 0xF3D1C4DF;
    private const uint PlainToken = 0xE391C05F;

    private const ushort UserEditAtom = 0x0FF5;
    private const ushort PersistDirectoryAtom = 0x1772;
    private const ushort CryptSession = 0x2F14;
    private const int MaxEdits = 1000;
    private const int MaxObjects = 100_000;
    private const int MaxStreamBytes = 256 << 20;

    /// <summary>True when the file says that it is encrypted.</summary>
    internal static bool IsEncrypted(OleFile ole) => ole.Find("Current User") is { IsStream: true } user && ole.Read(user, 24).Span.U32(12) == EncryptedToken;

    /// <summary>The file with its objects in the clear, and the password; null when no password opens it.</summary>
    internal static (byte[] Plain, string Password)? Open(OleFile ole, ReadOnlyMemory<byte> file, IEnumerable<string> passwords, CancellationToken cancellationToken)
    {
        if (ole.Find("Current User") is not { IsStream: true } userEntry || ole.Find("PowerPoint Document") is not { IsStream: true } entry || !IsEncrypted(ole))
            return null;
        var user = ole.Read(userEntry, 4096).ToArray();
        var stream = ole.Read(entry, MaxStreamBytes).ToArray();
        if (user.AsSpan().U32(16) is not { } edit || Objects(stream, edit, out var session) is not { } objects
            || objects.GetValueOrDefault(session, -1) is not (>= 0 and var place) || stream.AsSpan().U16(place + 2L) != CryptSession
            || OfficeRc4.Read(stream.AsSpan().Part(place + 8L, stream.AsSpan().U32(place + 4L) ?? 0)) is not { } cipher)
            return null;
        foreach (var password in passwords)
            if (cipher.Unlock(password) is { } start)
            {
                foreach (var (number, at) in objects.Where(one => one.Key != session))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Decrypt(stream, at, cipher, start, (int)number);
                }
                BinaryPrimitives.WriteUInt32LittleEndian(user.AsSpan(12), PlainToken);
                var copy = file.ToArray();
                ole.Overwrite(copy, entry, stream);
                ole.Overwrite(copy, userEntry, user);
                return (copy, password);
            }
        return null;
    }

    // The record's header is encrypted with it: only then is its length known.
    private static void Decrypt(Span<byte> stream, int at, OfficeRc4 cipher, byte[] start, int number)
    {
        if (at + 8 > stream.Length)
            return;
        var key = cipher.Cipher(start, number);
        key.Apply(stream.Slice(at, 8));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(stream[(at + 4)..]);
        key.Apply(stream.Slice(at + 8, (int)Math.Min(length, stream.Length - at - 8)));
    }

    // From the last edit backwards: what a later edit says of an object counts.
    private static Dictionary<uint, int>? Objects(ReadOnlySpan<byte> stream, uint edit, out uint session)
    {
        session = 0;
        var objects = new Dictionary<uint, int>();
        long before = long.MaxValue;
        for (var count = 0; count < MaxEdits && edit < before && stream.U16(edit + 2L) == UserEditAtom; count++)
        {
            before = edit;
            if (count == 0 && (stream.U32(edit + 4L) < 32 || (session = stream.U32(edit + 8L + 28) ?? 0) == 0))
                return null;
            if (stream.U32(edit + 8L + 12) is { } directory && stream.U16(directory + 2L) == PersistDirectoryAtom)
                AddObjects(stream.Part(directory + 8L, stream.U32(directory + 4L) ?? 0), stream.Length, objects);
            if (stream.U32(edit + 8L + 8) is not { } last || last == 0)
                break;
            edit = last;
        }
        return objects;
    }

    // An entry: the first number in 20 bits, how many in 12, then as many offsets.
    private static void AddObjects(ReadOnlySpan<byte> directory, int length, Dictionary<uint, int> objects)
    {
        for (var at = 0L; directory.U32(at) is { } entry;)
        {
            at += 4;
            for (var number = entry & 0xFFFFF; number < (entry & 0xFFFFF) + (entry >> 20) && objects.Count < MaxObjects && directory.U32(at) is { } offset; number++, at += 4)
                if (offset < length)
                    objects.TryAdd(number, (int)offset);
        }
    }
}
