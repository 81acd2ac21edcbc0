using System.Globalization;
using ScanHost.Fuzz;

// dotnet run -c Release --project tests/Fuzz -- TARGET|all COUNT [SEED [FILE...]]      (docs/yara.md)
// Every execution is made from seed and number alone: "TARGET 1 SEED:NUMBER" repeats one.
if (args.Length < 2 || !(args[0] == "all" || YaraTargets.All.ContainsKey(args[0])))
{
    Console.Error.WriteLine($"Usage: TARGET COUNT [SEED[:NUMBER] [FILE...]]. Targets: all, {string.Join(", ", YaraTargets.All.Keys)}.");
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
