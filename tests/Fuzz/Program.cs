using ScanHost.Fuzz.Containers;
using ScanHost.Fuzz.Yara;

// dotnet run -c Release --project tests/Fuzz -- containers|yara ...      (docs/containers.md, docs/yara.md)
return args switch
{
    ["containers", .. var rest] => await ContainersCommand.RunAsync(rest),
    ["yara", .. var rest] => YaraCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Usage: containers [--count N] [--first N] [--seed N] [--process PROGRAM]\n       yara {YaraCommand.Usage}");
    return 2;
}
