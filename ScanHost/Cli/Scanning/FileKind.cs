using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ScanHost.Cli.Scanning;

/// <summary>
/// Tells regular files from pipes, sockets and devices, which .NET 10 does not: opening a pipe that nobody writes to blocks for ever.
/// Uses statx(2), whose structure is the same on every architecture; where there is none every file counts as regular.
/// </summary>
internal static class FileKind
{
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint StatxType = 1;
    private const int StructureBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>True when there is something of this name, whatever it is.</summary>
    public static bool Exists(string path) => Mode(path, AtSymlinkNoFollow) is not 0;

    /// <summary>True for a regular file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="followLink">True to ask about what a link points to, not about the link.</param>
    public static bool IsRegular(string path, bool followLink) =>
        Mode(path, followLink ? 0 : AtSymlinkNoFollow) is not { } mode || (mode & TypeMask) == Regular;

    /// <returns>The mode; 0 when there is no such file; null when the system has no statx.</returns>
    private static int? Mode(string path, int flags)
    {
        try
        {
            var status = new byte[StructureBytes];
            return statx(AtFdCwd, Encoding.UTF8.GetBytes(path + '\0'), flags, StatxType, status) == 0
                ? BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset))
                : 0;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable IDE1006, SYSLIB1054 // The system's own name; the source generator would need unsafe code.
    private static extern int statx(int directory, byte[] path, int flags, uint mask, byte[] status);
#pragma warning restore IDE1006, SYSLIB1054
}
