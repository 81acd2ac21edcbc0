using System.Buffers.Binary;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Takes patterns apart into variants and registers the windows by which they are found.</summary>
internal sealed class PatternExpander
{
    private const int MaxBranches = 64;

    /// <summary>Steps of all programs together; a step takes 12 bytes. Real sets have some thousands.</summary>
    private const int MaxSteps = 1 << 24;

    private readonly List<SolidWindow> solids = [];
    private readonly List<(ushort Key, WindowEntry Entry)> pairs = [];
    private readonly List<(byte Key, WindowEntry Entry)> bytes = [];
    private readonly List<WindowEntry> everywhere = [];
    private int steps;

    /// <summary>All variants so far.</summary>
    internal List<Variant> Variants { get; } = [];

    /// <summary>All chains so far.</summary>
    internal List<ChainPlan> Chains { get; } = [];

    /// <summary>How many segments the chains have.</summary>
    internal int SegmentCount { get; private set; }

    /// <summary>The windows of single bytes, built into a table for each shape.</summary>
    internal WindowTable[] SolidTables() => WindowPlan.Tables(solids);

    /// <summary>The windows of one or two bytes, built into a table.</summary>
    /// <param name="triples">The windows of three bytes whose beginnings are to be in it.</param>
    internal SmallWindowTable SmallTable(ReadOnlySpan<ulong> triples) => SmallWindowTable.Build(everywhere, bytes, pairs, triples);

    /// <summary>Adds a pattern.</summary>
    /// <exception cref="PatternTooLargeException">It would compile to too much code; nothing of it stays.</exception>
    internal void Add(int index, Pattern pattern)
    {
        var (variantCount, chainCount, segmentCount, stepCount) = (Variants.Count, Chains.Count, SegmentCount, steps);
        try
        {
            Expand(index, pattern);
        }
        catch (PatternTooLargeException)
        {
            Variants.RemoveRange(variantCount, Variants.Count - variantCount);
            Chains.RemoveRange(chainCount, Chains.Count - chainCount);
            (SegmentCount, steps) = (segmentCount, stepCount);
            solids.RemoveAll(window => window.Variant >= variantCount);
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
            AddParts(new Target(index, false, modifiers.Has(PatternFlags.FullWord), wide, HasGreedy(root), CanBeEmpty(root)), parts);
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
        var wholes = Array.ConvertAll(segments, PartUnroller.Unroll);
        var branches = Array.ConvertAll(wholes, whole => Branches(whole, fullWord));
        var areGood = Array.ConvertAll(branches, some => some.TrueForAll(branch => WindowChooser.Choose(branch, fullWord).Kind <= WindowKind.Triple));
        for (var segment = 0; segment < segments.Length; segment++)
        {
            var isDeferred = !areGood[segment] && areGood.Contains(true);
            var target = new Target(SegmentCount++, true, fullWord, wide, false, false) { IsDeferred = isDeferred };
            AddBranches(target, wholes[segment], branches[segment]);
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
        var whole = PartUnroller.Unroll(parts);
        AddBranches(target, whole, Branches(whole, target.FullWord));
    }

    private void AddBranches(Target target, RegexNode[] whole, List<RegexNode[]> branches)
    {
        var areFoundByLiterals = branches.Count > 1 && branches.Min(branch => AtomOf(branch).Length) > AtomOf(whole).Length;
        for (var index = 0; index < branches.Count; index++)
            AddBranch(target, branches[index], index, areFoundByLiterals);
    }

    /// <summary>The bytes that libyara would look for: the first of the longest runs of single bytes, up to four of them.</summary>
    private static (int End, int Length) AtomOf(RegexNode[] parts)
    {
        const int MaxAtom = 4;
        var (end, longest, length) = (0, 0, 0);
        for (var index = 0; index < parts.Length; index++)
        {
            length = parts[index] is BytesNode && FoldedSet(parts[index]).Count == 1 ? length + 1 : 0;
            if (length > longest && length <= MaxAtom)
                (longest, end) = (length, index + 1);
        }
        return (end, longest);
    }

    /// <summary>
    /// The end of those bytes, counted from the anchor. Where a repetition stands between, the anchor's own byte has to do for them.
    /// </summary>
    private static int AtomEndFrom(RegexNode[] parts, int anchor)
    {
        var end = AtomOf(parts).End;
        var (from, to) = end < anchor ? (end, anchor) : (anchor, end);
        return Array.TrueForAll(parts[from..to], part => part is BytesNode) ? end - anchor : 1;
    }

    /// <summary>Without literal bytes in each the first alternative wins; wide text comes after ASCII.</summary>
    private static int OrderOf(Target target, int branch, bool isFoundByLiterals)
    {
        if (target.IsSegment)
            return 0;
        var order = isFoundByLiterals || !target.KeepsLongest ? branch : MaxBranches - branch;
        return target.Wide ? order + (2 * MaxBranches) : order;
    }

    /// <summary>
    /// An expression without good bytes of its own is found by those of its alternatives: <c>(abcd|efgh).x</c> becomes two variants. Where
    /// one of them has no bytes at all, every position is looked at anyway: then it stays whole, and its order of preference with it.
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
        return branches.Exists(branch => WindowChooser.Choose(branch, fullWord).Kind == WindowKind.Everywhere) ? [parts] : branches;
    }

    private static RegexNode[] Replace(RegexNode[] parts, int at, RegexNode replacement)
    {
        RegexNode[] middle = replacement is ConcatNode concat ? concat.Parts : [replacement];
        return PartUnroller.Unroll([.. parts.AsSpan(0, at), .. middle, .. parts.AsSpan(at + 1)]);
    }

    private void AddBranch(Target target, RegexNode[] parts, int branch, bool isFoundByLiterals)
    {
        // Whether a match is a full word is asked of its preferred length only, and that is the one counted from the anchor. libyara
        // anchors at literal bytes or at the start.
        var window = target.IsDeferred ? Window.None : WindowChooser.Choose(parts, target.FullWord);
        var anchor = window.Kind == WindowKind.Everywhere ? 0 : window.Start;
        var after = parts.AsSpan(anchor);
        var before = parts.AsSpan(0, anchor);
        var forwardSequence = SequenceProgram.TryCompile(after, target.Wide, target.KeepsLongest);
        var backwardSequence = anchor == 0 ? null : SequenceProgram.TryCompile(before, target.Wide, target.KeepsLongest);
        var forward = forwardSequence is null ? RegexCompiler.Compile(after, backward: false, target.Wide) : null;
        var backward = backwardSequence is null && anchor > 0 ? RegexCompiler.Compile(before, backward: true, target.Wide) : null;
        steps += (forward?.Size ?? 0) + (backward?.Size ?? 0);
        if (steps > MaxSteps)
            throw new PatternTooLargeException();
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
            Order = OrderOf(target, branch, isFoundByLiterals),
            AtomEnd = isFoundByLiterals && !target.IsSegment ? AtomEndFrom(parts, anchor) : null,
            Quick = QuickCheck.Of(parts, anchor),
            ForwardSequence = forwardSequence,
            Forward = forward,
            BackwardSequence = backwardSequence,
            Backward = backward,
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
            solids.Add(new(kind, folded[..shape.Span].ToArray(), variant, back));
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

    private static bool CanBeEmpty(RegexNode node) => node switch
    {
        EmptyNode or AssertionNode => true,
        ConcatNode concat => concat.Parts.All(CanBeEmpty),
        AlternationNode alternation => alternation.Alternatives.Any(CanBeEmpty),
        RepeatNode repeat => repeat.Min == 0 || CanBeEmpty(repeat.Body),
        _ => false,
    };
}
