using System.Diagnostics;
using System.Globalization;

namespace ScanHost.Faults.Hosts;

/// <summary>A shell that ends the hosts that this process started when this process ends, even when it is killed.</summary>
internal static class HostReaper
{
    private const string Script = """
        pids=; while read -r pid; do pids="$pids $pid"; done
        for pid in $pids; do tr '\0' ' ' </proc/$pid/cmdline 2>/dev/null | grep -q scanhost && kill -9 $pid; done
        """;

    private static readonly Lazy<Process> Shell = new(() =>
        Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardError = true })!);

    /// <summary>Names a process.</summary>
    public static void Watch(int processId)
    {
        lock (Shell)
        {
            Shell.Value.StandardInput.WriteLine(processId.ToString(CultureInfo.InvariantCulture));
            Shell.Value.StandardInput.Flush();
        }
    }
}
