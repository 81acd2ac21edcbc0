using System.Globalization;
using ScanHost.TestKit;

namespace ScanHost.Fuzz.Containers;

/// <summary>Gives damaged containers and documents to the whole pipeline, in this process or in children.</summary>
internal static class ContainersCommand
{
    private const int ChildBatch = 1000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 0 when every mutant was treated well.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (count, first, seed) = (Number(args, "--count", 10_000), Number(args, "--first", 0), Number(args, "--seed", 1));
        var seeds = Seeds.Make(Text(args, "--only"));
        Console.Error.WriteLine($"{seeds.Count} seeds; mutants {first} to {first + count - 1} of seed {seed}");
        var numbers = Enumerable.Range(first, count);
        var problems = Text(args, "--process") is { } program ? await InChildrenAsync(program, seeds, seed, numbers) : await HereAsync(seeds, seed, numbers);
        foreach (var kind in problems.GroupBy(problem => problem.What).OrderByDescending(kind => kind.Count()))
            Console.WriteLine($"{kind.Count(),6}  {kind.Key}   (such as mutant {kind.First().Number})");
        Console.WriteLine($"{count} mutants, {problems.Count} problems");
        return problems.Count == 0 ? 0 : 1;
    }

    private static async Task<List<(int Number, string What)>> HereAsync(IReadOnlyList<(string Name, byte[] File)> seeds, int seed, IEnumerable<int> numbers)
    {
        var found = new List<(int, string)>();
        using var scanner = new InProcess();
        using var folder = new TemporaryFolder();
        var done = 0;
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, _) =>
        {
            var (name, file) = Mutant.Make(seeds, seed, number);
            var path = folder.Write(NameOf(number, name), file);
            if (await scanner.JudgeAsync(path, Longest) is { } problem)
            {
                lock (found)
                    found.Add((number, $"{name}: {problem}"));
                Console.Error.WriteLine($"mutant {number} of {name}: {problem}");
            }

            File.Delete(path);
            if (Interlocked.Increment(ref done) % 5000 == 0)
                Console.Error.WriteLine($"{done} done");
        });
        return found;
    }

    private static async Task<List<(int Number, string What)>> InChildrenAsync(
        string program, IReadOnlyList<(string Name, byte[] File)> seeds, int seed, IEnumerable<int> numbers)
    {
        var found = new List<(int, string)>();
        foreach (var batch in numbers.Chunk(ChildBatch))
        {
            using var folder = new TemporaryFolder();
            foreach (var number in batch)
                folder.Write(NameOf(number, Mutant.Make(seeds, seed, number).Name), Mutant.Make(seeds, seed, number).File);
            foreach (var problem in await ChildProcess.JudgeAsync(program, folder.Path, batch.Length))
            {
                found.Add((batch[0], problem));
                Console.Error.WriteLine(problem);
            }

            Console.Error.WriteLine($"up to {batch[^1]} done");
        }

        return found;
    }

    // A format without a signature is recognised by the name.
    private static string NameOf(int number, string seed) => $"{number}.{(seed.StartsWith("brotli", StringComparison.Ordinal) ? "br" : "bin")}";

    private static string? Text(string[] args, string option) =>
        Array.IndexOf(args, option) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string option, int otherwise) =>
        Text(args, option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
