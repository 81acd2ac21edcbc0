using System.Globalization;

namespace ScanHost.Fuzz.Yara;

/// <summary>Executes targets of the YARA engine. Every execution is made from seed and number alone: <c>TARGET 1 SEED:NUMBER</c> repeats one.</summary>
internal static class YaraCommand
{
    public static string Usage => $"TARGET COUNT [SEED[:NUMBER] [FILE...]]. Targets: all, {string.Join(", ", YaraTargets.All.Keys)}.";

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 0 when nothing failed, 1 when something did, 2 for wrong arguments, 3 after a hang.</returns>
    public static int Run(string[] args)
    {
        if (args.Length < 2 || !(args[0] == "all" || YaraTargets.All.ContainsKey(args[0])))
        {
            Console.Error.WriteLine($"Usage: yara {Usage}");
            return 2;
        }

        var count = long.Parse(args[1], CultureInfo.InvariantCulture);
        var place = (args.Length > 2 ? args[2] : "1").Split(':');
        var seed = int.Parse(place[0], CultureInfo.InvariantCulture);
        var first = place.Length > 1 ? long.Parse(place[1], CultureInfo.InvariantCulture) : 0;
        var samples = args.Skip(3).Select(File.ReadAllBytes).ToArray();
        var failures = 0;
        foreach (var name in args[0] == "all" ? [.. YaraTargets.All.Keys] : new[] { args[0] })
            failures += new FuzzRun(name, YaraTargets.All[name], seed, samples).Execute(first, count);
        return failures == 0 ? 0 : 1;
    }
}
