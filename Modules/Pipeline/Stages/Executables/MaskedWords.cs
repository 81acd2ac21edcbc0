using System.Text;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Words that a program keeps under one key, and its bytes without that key.</summary>
/// <param name="Words">At least two.</param>
/// <param name="Plain">The content with the key taken away: what stood there plainly no longer does.</param>
internal sealed record MaskedText(IReadOnlyList<string> Words, byte[] Plain);

/// <summary>
/// Finds names of telling functions, files and hosts whose every letter is XORed with, or moved on by, one value, in ASCII or UTF-16. The difference of
/// neighbouring letters does not depend on the key, so all keys are tried in one pass.
/// </summary>
internal static class MaskedWords
{
    private const int Start = 4;

    /// <summary>What stands behind so many bytes is not looked at: programs keep their words in front of what they carry.</summary>
    private const int MaxBytes = 64 << 20;

    private static readonly string[] Telling =
    [
        @"\Google\Chrome\User Data", @"\Mozilla\Firefox\Profiles", "CryptUnprotectData", "api.telegram.org/bot", "discord.com/api/webhooks", "schtasks /create", "Add-MpPreference", "powershell",
        @"CurrentVersion\Run", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread", "NtAllocateVirtualMemory", "NtWriteVirtualMemory", "NtCreateThreadEx", "NtUnmapViewOfSection",
        "NtMapViewOfSection", "SetThreadContext", "QueueUserAPC", "AmsiScanBuffer", "EtwEventWrite", "vssadmin", "IsDebuggerPresent", "URLDownloadToFile", "cmd.exe /c", "Mozilla/5.0 (", "wallet.dat",
        "User-Agent: ", "Login Data", "logins.json", "stratum+tcp://", "HISTFILE=/dev/null", "/bin/busybox", "/proc/self/exe", "/etc/ld.so.preload", "/dev/watchdog", "/proc/net/tcp", "[kworker/", "/bin/sh",
        "/dev/tcp/", "authorized_keys",
    ];

    private static readonly Table Xored = new((first, second) => (byte)(first ^ second));
    private static readonly Table Moved = new((first, second) => (byte)(second - first));

    /// <summary>The key that hides most of the words; null when no key hides two.</summary>
    public static MaskedText? In(ReadOnlySpan<byte> content)
    {
        content = content[..Math.Min(content.Length, MaxBytes)];
        var found = new Dictionary<(bool IsXor, byte Key), HashSet<string>>();
        foreach (var step in new[] { 1, 2 })
        {
            Find(content, step, Xored, true, found);
            Find(content, step, Moved, false, found);
        }
        if (found.Count == 0)
            return null;
        var best = found.MaxBy(pair => pair.Value.Count);
        if (best.Value is not { Count: >= 2 } words)
            return null;
        var plain = content.ToArray();
        for (var at = 0; at < plain.Length; at++)
            plain[at] = Unmask(plain[at], best.Key.IsXor, best.Key.Key);
        return new([.. words.Order(StringComparer.Ordinal)], plain);
    }

    private static byte Unmask(byte value, bool isXor, byte key) => (byte)(isXor ? value ^ key : value - key);

    private static void Find(ReadOnlySpan<byte> content, int step, Table table, bool isXor, Dictionary<(bool, byte), HashSet<string>> found)
    {
        for (var at = 0; at + (Start * step) < content.Length; at++)
        {
            var (a, b, c) = (content[at], content[at + step], content[at + (2 * step)]);
            foreach (var word in isXor ? table.Starting((byte)(a ^ b), (byte)(b ^ c)) : table.Starting((byte)(b - a), (byte)(c - b)))
            {
                var key = (byte)(isXor ? a ^ word[0] : a - word[0]);
                // A key of 0x20 turns capitals into small letters: that is how some write.
                if (key == 0 || (isXor && key == 0x20) || !Stands(content[at..], step, word, isXor, key))
                    continue;
                if (!found.TryGetValue((isXor, key), out var words))
                    found[(isXor, key)] = words = new(StringComparer.Ordinal);
                words.Add(Encoding.ASCII.GetString(word));
            }
        }
    }

    private static bool Stands(ReadOnlySpan<byte> content, int step, byte[] word, bool isXor, byte key)
    {
        if (((word.Length - 1) * step) >= content.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
            if (Unmask(content[i * step], isXor, key) != word[i] || (step == 2 && i > 0 && Unmask(content[(i * step) - 1], isXor, key) != 0))
                return false;
        return true;
    }

    // Words by their first two differences.
    private sealed class Table
    {
        private readonly byte[][][] starts = new byte[1 << 16][][];

        public Table(Func<byte, byte, byte> difference)
        {
            Array.Fill(starts, []);
            foreach (var same in Telling.Select(Encoding.ASCII.GetBytes).GroupBy(word => (difference(word[0], word[1]) << 8) | difference(word[1], word[2])))
                starts[same.Key] = [.. same];
        }

        public byte[][] Starting(byte first, byte second) => starts[(first << 8) | second];
    }
}
