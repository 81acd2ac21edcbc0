using System.Text;
using ScanHost.Yara;
using ScanHost.Yara.YaraModules;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Fuzz.Yara;

/// <summary>What is fuzzed of the YARA engine.</summary>
internal static class YaraTargets
{
    private static readonly string[] Modules = ["pe", "elf", "macho", "dotnet", "dex"];

    public static IReadOnlyDictionary<string, Action<FuzzInput>> All { get; } = new Dictionary<string, Action<FuzzInput>>
    {
        ["parser"] = Parser, ["matching"] = Matching, ["condition"] = Condition, ["modules"] = Fields, ["cache"] = Cache,
    };

    /// <summary>Any text becomes rules or diagnostics.</summary>
    private static void Parser(FuzzInput input)
    {
        var compiler = new RuleCompiler();
        compiler.Add(Encoding.Latin1.GetBytes(RandomSource.Rule(input.Random)), "fuzz");
        compiler.Build();
    }

    /// <summary>Any string is refused or searched for, in bounded time.</summary>
    private static void Matching(FuzzInput input)
    {
        var compiler = new RuleCompiler();
        for (var i = 0; i < 3; i++)
            compiler.Add($"rule r{i} {{ strings: $a = {RandomSource.Pattern(input.Random)} condition: #a > 1 }}", "fuzz");
        new Scanner(compiler.Build()).Scan(RandomSource.Data(input.Random, 3000));
    }

    /// <summary>Any condition is refused or has a value.</summary>
    private static void Condition(FuzzInput input)
    {
        var compiler = new RuleCompiler();
        compiler.Add(
            $"import \"pe\" import \"math\" import \"hash\" import \"string\" rule r {{ strings: $a = \"a\" $b = \"ab\" condition: {RandomSource.Condition(input.Random)} or 9 of them }}",
            "fuzz");
        new Scanner(compiler.Build()).Scan(RandomSource.Data(input.Random, 200), new ScanSettings { MaxSteps = 100_000 });
    }

    /// <summary>Any file can be asked for every field. Files are damaged copies of the given samples, or noise.</summary>
    private static void Fields(FuzzInput input)
    {
        var sample = input.Samples.Length > 0 ? input.Samples[input.Random.Next(input.Samples.Length)] : RandomSource.Data(input.Random, 4000);
        var file = RandomSource.Mutated(input.Random, sample);
        foreach (var name in Modules)
        {
            if (ModuleCatalogue.Find(name) is { } module)
                Walk(module.Structure, module.Load(new ModuleContext { Data = file, Clock = TimeProvider.System }));
        }
    }

    /// <summary>Damaged compiled rules are refused, or work as some rules do.</summary>
    private static void Cache(FuzzInput input)
    {
        var compiler = new RuleCompiler();
        compiler.Add("import \"pe\" rule r { strings: $a = \"abc\" xor $b = /a(b|c)+/ $c = { 01 [300-400] 02 } condition: any of them and pe.is_pe }", "fuzz");
        using var stream = new MemoryStream();
        compiler.Build().Save(stream);
        try
        {
            new Scanner(Rules.Load(RandomSource.Mutated(input.Random, stream.ToArray()))).Scan(RandomSource.Data(input.Random, 200));
        }
        catch (InvalidDataException)
        {
            // What it says of bytes that are no rules.
        }
    }

    private static void Walk(StructureType type, object? state)
    {
        if (state is null)
            return;

        foreach (var member in type.Members.Values)
        {
            switch (member)
            {
                case FieldMember field:
                    field.Get(state);
                    break;
                case StructureMember structure:
                    Walk(structure.Type, structure.Get(state));
                    break;
                case ArrayMember array:
                    for (var i = 0; i < Math.Min(array.Count(state), 500); i++)
                        WalkElement(array.Element, array.Get(state, i));
                    break;
                case DictionaryMember dictionary:
                    for (var i = 0; i < dictionary.Count(state); i++)
                        WalkElement(dictionary.Element, dictionary.At(state, i).Value);
                    break;
            }
        }
    }

    private static void WalkElement(ElementType element, YaraValue value)
    {
        if (element.Structure is { } structure)
            Walk(structure, value.AsObject);
    }
}
