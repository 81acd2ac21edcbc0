using System.Runtime.InteropServices;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// A lower claim to the processor for single threads. Linux counts niceness by thread, whatever POSIX says (setpriority(2), "C library/kernel
/// differences"), and .NET's own thread priorities have no effect there.
/// </summary>
internal sealed partial class YieldingPriority
{
    /// <summary>Steps of niceness: ten are about a tenth of a core when others want it, and all of it when nobody does.</summary>
    public const int Steps = 10;

    private const int Process = 0; // PRIO_PROCESS
    private const int Highest = 19;

    /// <summary>Of whoever makes this: threads start with the niceness of the thread that starts them, which may have yielded before.</summary>
    private readonly int niceness = OperatingSystem.IsLinux() ? GetPriority(Process, 0) : 0;

    /// <summary>The calling thread gives way from now on, and every thread that it starts.</summary>
    public void TakeOn()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(Process, 0, Math.Min(niceness + Steps, Highest)); // a wish: where it is refused, all share alike
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "getpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetPriority(int which, int who);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int value);
}
