using System.Globalization;
using ScanHost.Fuzz;
using ScanHost.TestKit;

// dotnet run -c Release --project tests/Fuzz -- [--count N] [--first N] [--seed N] [--process PROGRAM]      (docs/containers.md)
var count = Number("--count", 10_000);
var first = Number("--first", 0);
var seed = Number("--seed", 1);
var seeds = Seeds.Make();
Console.Error.WriteLine($"{seeds.Count} seeds; mutants {first} to {first + count - 1} of seed {seed}");
var problems = Text("--process") is { } program ? await InChildrenAsync(program) : await HereAsync();
foreach (var kind in problems.GroupBy(problem => problem.What).OrderByDescending(kind => kind.Count()))
    Console.WriteLine($"{kind.Count(),6}  {kind.Key}   (such as mutant {kind.First().Number})");
Console.WriteLine($"{count} mutants, {problems.Count} problems");
return problems.Count == 0 ? 0 : 1;

async Task<List<(int Number, string What)>> HereAsync()
{
    var found = new List<(int, string)>();
    using var scanner = new InProcess();
    using var folder = new TemporaryFolder();
    var done = 0;
    await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, _) =>
    {
        var (name, file) = Mutant.Make(seeds, seed, number);
        var path = folder.Write($"{number}", file);
        if (await scanner.JudgeAsync(path, TimeSpan.FromMinutes(2)) is { } problem)
            lock (found)
            {
                found.Add((number, $"{name}: {problem}"));
                Console.Error.WriteLine($"mutant {number} of {name}: {problem}");
            }
        File.Delete(path);
        if (Interlocked.Increment(ref done) % 5000 == 0)
            Console.Error.WriteLine($"{done} done");
    });
    return found;
}

async Task<List<(int Number, string What)>> InChildrenAsync(string path)
{
    const int Batch = 1000;
    var found = new List<(int, string)>();
    for (var start = first; start < first + count; start += Batch)
    {
        using var folder = new TemporaryFolder();
        var numbers = Enumerable.Range(start, Math.Min(Batch, first + count - start)).ToList();
        foreach (var number in numbers)
            folder.Write($"{number}.bin", Mutant.Make(seeds, seed, number).File);
        foreach (var problem in await ChildProcess.JudgeAsync(path, folder.Path, numbers.Count))
        {
            found.Add((start, problem));
            Console.Error.WriteLine(problem);
        }
        Console.Error.WriteLine($"{start + numbers.Count - first} done");
    }
    return found;
}

string? Text(string option) => Array.IndexOf(args, option) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

int Number(string option, int otherwise) => Text(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
