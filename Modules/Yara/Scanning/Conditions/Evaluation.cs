using System.Buffers.Binary;
using ScanHost.Yara.Matching;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>What conditions read while one file is scanned.</summary>
internal sealed class Evaluation
{
    /// <summary>Loops in one another, times the variables that a loop can have.</summary>
    public const int MaxLocals = 8;

    private const int StepsBetweenQuestions = 4096;

    private readonly YaraValue[] locals = new YaraValue[MaxLocals];
    private ReadOnlyMemory<byte> data;
    private ScanBudget budget = ScanBudget.Unlimited();
    private long stepsLeft;
    private ModuleStates? modules;

    /// <summary>What was found of each pattern.</summary>
    public required PatternMatches Matches { get; init; }

    /// <summary>By rule: true when its condition was true.</summary>
    public bool[] RuleMatched { get; set; } = [];

    /// <summary>By number: the values of the external variables.</summary>
    public YaraValue[] Externals { get; set; } = [];

    /// <summary>By number: the modules' states, made on first use.</summary>
    public ModuleStates Modules
    {
        get => modules ?? throw new InvalidOperationException("no scan has begun");
        set => modules = value;
    }

    /// <summary>The pattern that <c>$</c> means in a loop over strings.</summary>
    public int CurrentPattern { get; set; }

    public ReadOnlySpan<byte> Data => data.Span;

    public long FileSize => data.Length;

    /// <summary>Begins with a file.</summary>
    public void Start(ReadOnlyMemory<byte> file, ScanBudget scanBudget)
    {
        data = file;
        budget = scanBudget;
    }

    /// <summary>Begins with a rule.</summary>
    public void StartRule(long maxSteps) => stepsLeft = maxSteps;

    /// <summary>Counts a round of a loop.</summary>
    /// <exception cref="ConditionCutException">The rule has had its share, or the scan's time is over.</exception>
    public void Step()
    {
        if (--stepsLeft <= 0)
            throw new ConditionCutException(isTime: false);
        if (stepsLeft % StepsBetweenQuestions == 0 && !budget.Allows())
            throw new ConditionCutException(isTime: true);
    }

    public YaraValue Local(int slot) => locals[slot];

    public void SetLocal(int slot, YaraValue value) => locals[slot] = value;

    /// <summary>An integer of the file; undefined when it does not lie in it.</summary>
    public YaraValue Read(IntegerShape shape, long offset)
    {
        var size = shape.Size();
        var file = data.Span;
        if (offset < 0 || offset > file.Length - size)
            return default;

        var bytes = file.Slice((int)offset, size);
        return YaraValue.Of(shape switch
        {
            IntegerShape.Int8 => (sbyte)bytes[0],
            IntegerShape.UInt8 => bytes[0],
            IntegerShape.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            IntegerShape.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            IntegerShape.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            IntegerShape.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            IntegerShape.Int16Big => BinaryPrimitives.ReadInt16BigEndian(bytes),
            IntegerShape.UInt16Big => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            IntegerShape.Int32Big => BinaryPrimitives.ReadInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        });
    }
}

/// <summary>A condition was not evaluated to its end. Never leaves the scanner.</summary>
internal sealed class ConditionCutException(bool isTime) : Exception
{
    /// <summary>True when the scan's time is over, false when the rule's loops went round too often.</summary>
    public bool IsTime { get; } = isTime;
}
