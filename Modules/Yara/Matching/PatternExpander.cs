using System.Buffers.Binary;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Takes patterns apart into variants and registers the windows by which they are found.</summary>
internal sealed class PatternExpander
{
    private const int MaxBranches = 64;

    private readonly List<(ulong Key, WindowEntry Entry)>[] solids = [.. WindowShape.All.Select(_ => new List<(ulong, WindowEntry)>())];
    private readonly List<(ushort Key, WindowEntry Entry)> pairs = [];
    private readonly List<(byte Key, WindowEntry Entry)> bytes = [];
    private readonly List<WindowEntry> everywhere = [];

    /// <summary>All variants so far.</summary>
    internal List<Variant> Variants { get; } = [];

    /// <summary>All chains so far.</summary>
    internal List<ChainPlan> Chains { get; } = [];

    /// <summary>How many segments the chains have.</summary>
    internal int SegmentCount { get; private set; }

    /// <summary>The windows of single bytes, built into a table for each shape.</summary>
    internal WindowTable[] SolidTables() => [.. WindowShape.All.Select((shape, index) => WindowTable.Build(shape, solids[index]))];

    /// <summary>The windows of one or two bytes, built into a table.</summary>
    internal SmallWindowTable SmallTable() => SmallWindowTable.Build(everywhere, bytes, pairs, solids[(int)WindowKind.Triple].ConvertAll(window => window.Key));

    /// <summary>Adds a pattern.</summary>
    /// <exception cref="PatternTooLargeException">It would compile to too much code; nothing of it stays.</exception>
    internal void Add(int index, Pattern pattern)
    {
        var (variantCount, chainCount, segmentCount) = (Variants.Count, Chains.Count, SegmentCount);
        try
        {
            Expand(index, pattern);
        }
        catch (PatternTooLargeException)
        {
            Variants.RemoveRange(variantCount, Variants.Count - variantCount);
            Chains.RemoveRange(chainCount, Chains.Count - chainCount);
            SegmentCount = segmentCount;
            foreach (var windows in solids)
                windows.RemoveAll(window => window.Entry.Variant >= variantCount);
            pairs.RemoveAll(window => window.Entry.Variant >= variantCount);
            bytes.RemoveAll(window => window.Entry.Variant >= variantCount);
            everywhere.RemoveAll(entry => entry.Variant >= variantCount);
            throw;
        }
    }

    private void Expand(int index, Pattern pattern)
    {
        switch (pattern)
        {
            case TextPattern text:
                AddText(index, text.Text, text.Modifiers);
                break;
            case HexPattern hex:
                AddExpression(index, hex.Root, new PatternModifiers(PatternFlags.DotAll), isHex: true);
                break;
            case RegexPattern regex when Literal(regex.Root) is { } literal:
                AddText(index, literal, regex.Modifiers);
                break;
            case RegexPattern regex:
                AddExpression(index, regex.Root, regex.Modifiers, isHex: false);
                break;
        }
    }

    private void AddText(int index, byte[] text, PatternModifiers modifiers)
    {
        var wide = modifiers.Has(PatternFlags.Wide);
        var ascii = !wide || modifiers.Has(PatternFlags.Ascii);
        if (modifiers.Has(PatternFlags.Base64 | PatternFlags.Base64Wide))
        {
            if (ascii)
                AddBase64(index, text, modifiers);
            if (wide)
                AddBase64(index, Base64Texts.Widen(text), modifiers);
            return;
        }
        if (ascii)
            AddMasked(index, text, modifiers, wide: false);
        if (wide)
            AddMasked(index, Base64Texts.Widen(text), modifiers, wide: true);
    }

    private void AddBase64(int index, byte[] text, PatternModifiers modifiers)
    {
        foreach (var encoded in Base64Texts.Of(text, modifiers.Base64Alphabet))
        {
            if (modifiers.Has(PatternFlags.Base64))
                AddLiteral(index, encoded, noCase: false, fullWord: false, wide: false, key: 0);
            if (modifiers.Has(PatternFlags.Base64Wide))
                AddLiteral(index, Base64Texts.Widen(encoded), noCase: false, fullWord: false, wide: false, key: 0);
        }
    }

    private void AddMasked(int index, byte[] text, PatternModifiers modifiers, bool wide)
    {
        var fullWord = modifiers.Has(PatternFlags.FullWord);
        if (modifiers.XorMin is not { } min || modifiers.XorMax is not { } max)
        {
            AddLiteral(index, text, modifiers.Has(PatternFlags.NoCase), fullWord, wide, key: 0);
            return;
        }
        for (int key = min; key <= max; key++)
            AddLiteral(index, [.. text.Select(value => (byte)(value ^ key))], noCase: false, fullWord, wide, (byte)key);
    }

    private void AddLiteral(int index, byte[] text, bool noCase, bool fullWord, bool wide, byte key)
    {
        var folded = new byte[text.Length];
        CaseFolding.Fold(text, folded);
        var variant = Variants.Count;
        Variants.Add(new Variant
        {
            Owner = index, Text = noCase ? folded : text, NoCase = noCase, FullWord = fullWord, Wide = wide, XorKey = key,
            Quick = QuickCheck.Of(text, noCase),
        });
        var window = WindowChooser.Choose(text);
        RegisterSolid(variant, window.Kind, folded.AsSpan(window.Start), window.Start);
    }

    private void AddExpression(int index, RegexNode root, PatternModifiers modifiers, bool isHex)
    {
        var wide = modifiers.Has(PatternFlags.Wide);
        if (!wide || modifiers.Has(PatternFlags.Ascii))
            AddExpression(index, root, modifiers, isHex, wide: false);
        if (wide)
            AddExpression(index, root, modifiers, isHex, wide: true);
    }

    private void AddExpression(int index, RegexNode root, PatternModifiers modifiers, bool isHex, bool wide)
    {
        var lowering = new RegexLowering(modifiers.Has(PatternFlags.NoCase), modifiers.Has(PatternFlags.DotAll), wide);
        var segments = ChainSplitter.Split(root, isHex, out var minGaps, out var maxGaps);
        if (segments.Count == 1)
        {
            var parts = lowering.Lower(root);
            AddParts(new Target(index, false, modifiers.Has(PatternFlags.FullWord), wide, HasGreedy(root), IsAlwaysEmpty(root)), parts);
            return;
        }
        var lowered = segments.ConvertAll(segment => lowering.Lower(segment)).ToArray();
        AddChain(new ChainPlan(index, SegmentCount, minGaps, maxGaps, Array.ConvertAll(lowered, MaxLength)), lowered, modifiers.Has(PatternFlags.FullWord), wide);
    }

    /// <summary>
    /// Segments without bytes that are good to look for are deferred where another one has some: they are searched for near the matches of
    /// their neighbours, once the others have any.
    /// </summary>
    private void AddChain(ChainPlan chain, RegexNode[][] segments, bool fullWord, bool wide)
    {
        Chains.Add(chain);
        var branches = Array.ConvertAll(segments, segment => Branches(PartUnroller.Unroll(segment), fullWord));
        var areGood = Array.ConvertAll(branches, some => some.TrueForAll(branch => WindowChooser.Choose(branch, fullWord).Kind <= WindowKind.Triple));
        for (var segment = 0; segment < segments.Length; segment++)
        {
            var isDeferred = !areGood[segment] && areGood.Contains(true);
            var target = new Target(SegmentCount++, true, fullWord, wide, false, false) { IsDeferred = isDeferred };
            foreach (var branch in branches[segment])
                AddBranch(target, branch);
        }
    }

    private static int MaxLength(RegexNode[] parts) => (int)Math.Min(parts.Sum(MaxLength), ChainPlan.MaxSegmentBytes);

    private static long MaxLength(RegexNode node) => node switch
    {
        BytesNode => 1,
        ConcatNode concat => concat.Parts.Sum(MaxLength),
        AlternationNode alternation => alternation.Alternatives.Max(MaxLength),
        RepeatNode repeat => Math.Min(Math.Min(repeat.Max, ChainPlan.MaxSegmentBytes) * MaxLength(repeat.Body), ChainPlan.MaxSegmentBytes),
        _ => 0,
    };

    private sealed record Target(int Owner, bool IsSegment, bool FullWord, bool Wide, bool KeepsLongest, bool ReportsEmpty)
    {
        /// <summary>No window is registered.</summary>
        public bool IsDeferred { get; init; }
    }

    private void AddParts(Target target, RegexNode[] parts)
    {
        foreach (var branch in Branches(PartUnroller.Unroll(parts), target.FullWord))
            AddBranch(target, branch);
    }

    /// <summary>
    /// An expression without good bytes of its own is found by those of its alternatives: <c>(abcd|efgh).x</c> becomes two variants.
    /// </summary>
    private static List<RegexNode[]> Branches(RegexNode[] parts, bool fullWord)
    {
        var branches = new List<RegexNode[]> { parts };
        for (var index = 0; index < branches.Count;)
        {
            var branch = branches[index];
            var own = WindowChooser.Choose(branch, fullWord);
            var at = Array.FindIndex(branch, part => part is AlternationNode alternation && branches.Count + alternation.Alternatives.Length <= MaxBranches);
            if (own.Kind <= WindowKind.Triple || at < 0)
            {
                index++;
                continue;
            }
            var spread = ((AlternationNode)branch[at]).Alternatives.Select(alternative => Replace(branch, at, alternative)).ToList();
            branches.RemoveAt(index);
            branches.InsertRange(index, spread);
        }
        return branches;
    }

    private static RegexNode[] Replace(RegexNode[] parts, int at, RegexNode replacement)
    {
        RegexNode[] middle = replacement is ConcatNode concat ? concat.Parts : [replacement];
        return PartUnroller.Unroll([.. parts.AsSpan(0, at), .. middle, .. parts.AsSpan(at + 1)]);
    }

    private void AddBranch(Target target, RegexNode[] parts)
    {
        // Whether a match is a full word is asked of its preferred length only, and that is the one counted from the anchor. libyara
        // anchors at literal bytes or at the start.
        var window = target.IsDeferred ? Window.None : WindowChooser.Choose(parts, target.FullWord);
        var anchor = window.Kind == WindowKind.Everywhere ? 0 : window.Start;
        var after = parts.AsSpan(anchor);
        var before = parts.AsSpan(0, anchor);
        var forwardSequence = SequenceProgram.TryCompile(after, target.Wide, target.KeepsLongest);
        var backwardSequence = anchor == 0 ? null : SequenceProgram.TryCompile(before, target.Wide, target.KeepsLongest);
        var variant = Variants.Count;
        Variants.Add(new Variant
        {
            Owner = target.Owner,
            IsSegment = target.IsSegment,
            IsDeferred = target.IsDeferred,
            FullWord = target.FullWord,
            Wide = target.Wide,
            KeepsLongest = target.KeepsLongest,
            ReportsEmpty = target.ReportsEmpty,
            Quick = QuickCheck.Of(parts, anchor),
            ForwardSequence = forwardSequence,
            Forward = forwardSequence is null ? RegexCompiler.Compile(after, backward: false, target.Wide) : null,
            BackwardSequence = backwardSequence,
            Backward = backwardSequence is null && anchor > 0 ? RegexCompiler.Compile(before, backward: true, target.Wide) : null,
        });
        if (!target.IsDeferred)
            Register(variant, window, parts);
    }

    private void Register(int variant, Window window, RegexNode[] parts)
    {
        switch (window.Kind)
        {
            case <= WindowKind.Triple:
                var solid = new byte[WindowShape.Of(window.Kind)!.Span];
                for (var index = 0; index < solid.Length; index++)
                    solid[index] = (byte)FoldedSet(parts[window.Start + index]).Lowest;
                RegisterSolid(variant, window.Kind, solid, 0);
                break;
            case WindowKind.Pair:
                foreach (var first in Values(FoldedSet(parts[window.Start])))
                {
                    foreach (var second in Values(FoldedSet(parts[window.Start + 1])))
                        pairs.Add(((ushort)(first | second << 8), new(variant, 0)));
                }
                break;
            case WindowKind.Byte:
                foreach (var value in Values(FoldedSet(parts[window.Start])))
                    bytes.Add((value, new(variant, 0)));
                break;
            default:
                everywhere.Add(new(variant, 0));
                break;
        }
    }

    private void RegisterSolid(int variant, WindowKind kind, ReadOnlySpan<byte> folded, int back)
    {
        if (WindowShape.Of(kind) is { } shape)
        {
            for (var shift = 0; shift < shape.Stride; shift++)
                solids[Array.IndexOf(WindowShape.All, shape)].Add((Key(folded.Slice(shift, shape.Bytes)), new(variant, back + shift)));
        }
        else if (kind == WindowKind.Pair)
        {
            pairs.Add((BinaryPrimitives.ReadUInt16LittleEndian(folded), new(variant, back)));
        }
        else
        {
            bytes.Add((folded[0], new(variant, back)));
        }
    }

    private static ulong Key(ReadOnlySpan<byte> folded)
    {
        var key = 0UL;
        for (var index = folded.Length - 1; index >= 0; index--)
            key = key << 8 | folded[index];
        return key;
    }

    private static ByteSet FoldedSet(RegexNode part) => CaseFolding.Fold(((BytesNode)part).Bytes);

    private static IEnumerable<byte> Values(ByteSet set)
    {
        for (var value = 0; value < 256; value++)
        {
            if (set.Contains((byte)value))
                yield return (byte)value;
        }
    }

    /// <summary>The bytes of an expression that is nothing but bytes; null otherwise.</summary>
    private static byte[]? Literal(RegexNode root)
    {
        RegexNode[] parts = root is ConcatNode concat ? concat.Parts : [root];
        return parts.All(part => part is BytesNode { IsNegated: false, Bytes.Count: 1 })
            ? [.. parts.Select(part => (byte)((BytesNode)part).Bytes.Lowest)] : null;
    }

    private static bool HasGreedy(RegexNode node) => node switch
    {
        RepeatNode repeat => repeat.IsGreedy || HasGreedy(repeat.Body),
        ConcatNode concat => concat.Parts.Any(HasGreedy),
        AlternationNode alternation => alternation.Alternatives.Any(HasGreedy),
        _ => false,
    };

    private static bool IsAlwaysEmpty(RegexNode node) => node switch
    {
        EmptyNode or AssertionNode => true,
        ConcatNode concat => concat.Parts.All(IsAlwaysEmpty),
        AlternationNode alternation => alternation.Alternatives.All(IsAlwaysEmpty),
        RepeatNode repeat => repeat.Max == 0 || IsAlwaysEmpty(repeat.Body),
        _ => false,
    };
}
