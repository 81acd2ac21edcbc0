using System.Diagnostics;
using System.Globalization;

namespace ScanHost.Contracts.Faults;

/// <summary>
/// Places at which the fault tests make a process die, as kill -9 would. Inert unless the environment variable <c>SCANHOST_FAIL</c>
/// names the place: <c>after_claim</c>, or <c>after_claim:3</c> for the third time that it is passed; several separated by commas.
/// </summary>
public static class Failpoint
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "SCANHOST_FAIL";

    private static readonly Dictionary<string, Countdown> Armed = Read(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Passes a place: ends this process when the place is armed and its turn has come.</summary>
    /// <param name="place">Its name in the variable.</param>
    public static void Pass(string place)
    {
        if (Armed.Count > 0 && Armed.TryGetValue(place, out var countdown) && countdown.IsOver())
            Die();
    }

    /// <summary>True when the variable names the place: for faults that are no death, such as a lost message.</summary>
    /// <param name="place">Its name in the variable.</param>
    public static bool IsArmed(string place) => Armed.Count > 0 && Armed.ContainsKey(place);

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit(); // the signal is on its way; nothing more may happen here
    }

    private static Dictionary<string, Countdown> Read(string? value) =>
        (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => new Countdown(parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1));

    private sealed class Countdown(int passages)
    {
        private int left = passages;

        public bool IsOver() => Interlocked.Decrement(ref left) == 0;
    }
}
