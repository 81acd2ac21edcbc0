using ScanHost.Benchmarks;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Benchmarks.Yara;

// dotnet run -c Release --project tests/Benchmarks -- [--quick] [SECTION...]      (docs/benchmarks.md)
if (args is [OwnEngine.StepName, .. var step])
    return OwnEngine.RunStep(step);

if (args is [PairCosts.CommandName, var output])
    return PairCosts.Measure(output);

var quick = args.Contains("--quick");
var names = args.Where(argument => argument != "--quick").ToArray();
if (names.Except(Sections.All.Keys).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no section {unknown}. Sections: {string.Join(", ", Sections.All.Keys)}.");
    return 2;
}

foreach (var name in names.Length > 0 ? names : [.. Sections.All.Keys])
    await Sections.All[name](new Page(name, quick));
return 0;
