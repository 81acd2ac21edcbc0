using ScanHost.Yara.Syntax;
using ScanHost.Yara.Syntax.Expressions;
using ScanHost.Yara.YaraModules;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>Reads conditions from a cache file. Members of structures are found by name, so the modules need not be the same build.</summary>
/// <param name="input">Stands at a condition.</param>
/// <param name="modules">The modules of the rule set, by number.</param>
internal sealed class NodeReader(BinaryReader input, IReadOnlyList<YaraModule> modules)
{
    private const int MaxDepth = 4000;
    private const int MaxItems = 1_000_000;

    private readonly StructureType?[] localTypes = new StructureType?[Evaluation.MaxLocals];
    private int depth;

    /// <exception cref="InvalidDataException">The file is damaged, or a module lacks a member.</exception>
    public Node Read() => ReadTyped().Node;

    /// <summary>Reads a node and, if its value is a structure, what that is.</summary>
    private (Node Node, StructureType? Type) ReadTyped()
    {
        if (++depth > MaxDepth)
            throw new InvalidDataException("condition is nested too deeply");

        var code = (NodeCode)input.ReadByte();
        (Node, StructureType?) read = code switch
        {
            NodeCode.Module => Module(),
            NodeCode.Structure => Structure(),
            NodeCode.ArrayElement => ArrayElement(),
            NodeCode.DictionaryElement => DictionaryElement(),
            NodeCode.Local => Local(),
            _ => (Plain(code), null),
        };
        depth--;
        return read;
    }

    private Node Plain(NodeCode code) => code switch
    {
        NodeCode.Constant => new ConstantNode(input.ReadValue()),
        NodeCode.FileSize => new FileSizeNode(),
        NodeCode.ModuleConstant => new ModuleConstantNode(input.ReadValue()),
        NodeCode.EntryPoint => new EntryPointNode(Read(), Read()),
        NodeCode.External => new ExternalNode(Number()),
        NodeCode.IntegerRead => new IntegerReadNode((IntegerShape)Number(), Read()),
        NodeCode.Field => Field(),
        NodeCode.Call => Call(),
        NodeCode.IntegerArithmetic => new IntegerArithmeticNode(Sign(), Read(), Read()),
        NodeCode.FloatArithmetic => new FloatArithmeticNode(Sign(), Read(), Read()),
        NodeCode.Sign => new SignNode(Sign(), Read()),
        NodeCode.IntegerComparison => new IntegerComparisonNode(Sign(), Read(), Read()),
        NodeCode.FloatComparison => new FloatComparisonNode(Sign(), Read(), Read()),
        NodeCode.StringComparison => new StringComparisonNode(Sign(), Read(), Read()),
        NodeCode.Matches => new MatchesNode(Read(), Regex()),
        NodeCode.Regex => new RegexArgumentNode(Regex()),
        NodeCode.And => new AndNode(Nodes()),
        NodeCode.Or => new OrNode(Nodes()),
        NodeCode.Not => new NotNode(Read()),
        NodeCode.Defined => new DefinedNode(Read()),
        NodeCode.Boolean => new BooleanNode(Read()),
        NodeCode.Rule => new RuleNode(Number()),
        NodeCode.PatternFound => new PatternFoundNode(Number()),
        NodeCode.PatternAt => new PatternAtNode(Number(), Read()),
        NodeCode.PatternIn => new PatternInNode(Number(), Read(), Read()),
        NodeCode.PatternCount => new PatternCountNode(Number()),
        NodeCode.PatternCountIn => new PatternCountInNode(Number(), Read(), Read()),
        NodeCode.PatternPlace => new PatternPlaceNode(Number(), Number() == 1, Read()),
        NodeCode.OfPatterns => OfPatterns(),
        NodeCode.OfRules => new OfRulesNode(Quantifier(), Numbers()),
        NodeCode.ForPatterns => new ForPatternsNode(Quantifier(), Numbers(), Read()),
        NodeCode.ForRange => new ForRangeNode(Quantifier(), Slot(null), Read(), Read(), Read()),
        NodeCode.ForItems => new ForItemsNode(Quantifier(), Slot(null), Nodes(), Read()),
        NodeCode.ForArray => ForArray(),
        NodeCode.ForDictionary => ForDictionary(),
        _ => throw new InvalidDataException("unknown kind of node"),
    };

    private (Node, StructureType?) Module()
    {
        var number = Number();
        return (new ModuleNode(number), modules[number].Structure);
    }

    private (Node, StructureType?) Structure()
    {
        var (owner, type) = ReadTyped();
        var member = Member<StructureMember>(type);
        return (new StructureNode(owner, member), member.Type);
    }

    private (Node, StructureType?) ArrayElement()
    {
        var (owner, type) = ReadTyped();
        var member = Member<ArrayMember>(type);
        return (new ArrayElementNode(owner, member, Read()), member.Element.Structure);
    }

    private (Node, StructureType?) DictionaryElement()
    {
        var (owner, type) = ReadTyped();
        var member = Member<DictionaryMember>(type);
        return (new DictionaryElementNode(owner, member, Read()), member.Element.Structure);
    }

    private (Node, StructureType?) Local()
    {
        var slot = Number();
        return (new LocalNode(slot), localTypes[slot]);
    }

    private FieldNode Field()
    {
        var (owner, type) = ReadTyped();
        return new FieldNode(owner, Member<FieldMember>(type));
    }

    private CallNode Call()
    {
        var (owner, type) = ReadTyped();
        var member = Member<FunctionMember>(type);
        var arguments = input.ReadString();
        var overload = member.Overloads.FindIndex(candidate => candidate.Arguments == arguments);
        return overload >= 0
            ? new CallNode(owner, member, overload, Nodes())
            : throw new InvalidDataException($"unknown overload of \"{member.Name}\"");
    }

    private OfPatternsNode OfPatterns()
    {
        var quantifier = Quantifier();
        var patterns = Numbers();
        var place = (PlaceKind)Number();
        var low = place == PlaceKind.Anywhere ? null : Read();
        var high = place == PlaceKind.In ? Read() : null;
        return new OfPatternsNode(quantifier, patterns, place, low, high);
    }

    private ForArrayNode ForArray()
    {
        var quantifier = Quantifier();
        var slot = Number();
        var (owner, type) = ReadTyped();
        var array = Member<ArrayMember>(type);
        localTypes[slot] = array.Element.Structure;
        return new ForArrayNode(quantifier, slot, owner, array, Read());
    }

    private ForDictionaryNode ForDictionary()
    {
        var quantifier = Quantifier();
        var slot = Number();
        var (owner, type) = ReadTyped();
        var dictionary = Member<DictionaryMember>(type);
        localTypes[slot] = null;
        localTypes[slot + 1] = dictionary.Element.Structure;
        return new ForDictionaryNode(quantifier, slot, owner, dictionary, Read());
    }

    private T Member<T>(StructureType? type)
        where T : Member
    {
        var name = input.ReadString();
        return type is not null && type.Members.TryGetValue(name, out var member) && member is T found
            ? found
            : throw new InvalidDataException($"unknown member \"{name}\"");
    }

    private QuantifierNode Quantifier()
    {
        var kind = (QuantifierKind)Number();
        return new QuantifierNode(kind, kind is QuantifierKind.Count or QuantifierKind.Percent ? Read() : null);
    }

    private int Slot(StructureType? type)
    {
        var slot = Number();
        localTypes[slot] = type;
        return slot;
    }

    private RegexConstant Regex()
    {
        var body = input.ReadBytes(Number());
        return new RegexConstant(body, (RegexFlags)Number());
    }

    private TokenKind Sign() => (TokenKind)Number();

    private int Number() => input.Read7BitEncodedInt();

    private int[] Numbers()
    {
        var numbers = new int[Count()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Number();

        return numbers;
    }

    private Node[] Nodes()
    {
        var nodes = new Node[Count()];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = Read();

        return nodes;
    }

    private int Count()
    {
        var count = Number();
        return count is >= 0 and <= MaxItems ? count : throw new InvalidDataException("too many items");
    }
}
