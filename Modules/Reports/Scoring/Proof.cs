using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>How far the gate is open: not at all, by one category of strong evidence, or all the way.</summary>
/// <param name="Place">0: no strong evidence; the last: open; between them: one category.</param>
internal readonly record struct Proof(int Place)
{
    private static readonly int Categories = Enum.GetValues<FindingCategory>().Length;

    /// <summary>How many there are.</summary>
    public static int Count => Categories + 2;

    /// <summary>One finding that is proof by itself, or strong evidence of two kinds.</summary>
    public static Proof Open => new(Categories + 1);

    public bool IsOpen => this == Open;

    /// <summary>What an artifact's own findings bring.</summary>
    public static Proof Of(OwnScore own) => own.HasCritical
        ? Open
        : own.Strong.Aggregate(default(Proof), (proof, category) => proof.And(new((int)category + 1)));

    /// <summary>Both together.</summary>
    public Proof And(Proof other) => this == other || other.Place == 0 ? this : Place == 0 ? other : Open;
}
