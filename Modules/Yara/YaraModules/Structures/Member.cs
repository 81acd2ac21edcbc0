namespace ScanHost.Yara.YaraModules.Structures;

/// <summary>A named part of a structure.</summary>
/// <param name="Name">As conditions write it.</param>
internal abstract record Member(string Name);

/// <summary>The same for every file.</summary>
internal sealed record ConstantMember(string Name, YaraType Type, YaraValue Value) : Member(Name);

/// <summary>A number or a string.</summary>
/// <param name="Name">As conditions write it.</param>
/// <param name="Type">Integer, float or string.</param>
/// <param name="Get">Takes the structure's state.</param>
internal sealed record FieldMember(string Name, YaraType Type, Func<object, YaraValue> Get) : Member(Name);

/// <summary>A structure in the structure.</summary>
/// <param name="Name">As conditions write it.</param>
/// <param name="Type">Its members.</param>
/// <param name="Get">Takes the outer state, gives the inner one; null makes every member undefined.</param>
internal sealed record StructureMember(string Name, StructureType Type, Func<object, object?> Get) : Member(Name);

/// <summary>What stands in an array or a dictionary: a number, a string, or a structure.</summary>
/// <param name="Scalar">Type of a number or string; null for structures.</param>
/// <param name="Structure">Members of a structure; null for numbers and strings.</param>
internal sealed record ElementType(YaraType? Scalar, StructureType? Structure)
{
    public static ElementType Of(YaraType scalar) => new(scalar, null);

    public static ElementType Of(StructureType structure) => new(null, structure);
}

/// <summary>A list, read by index from 0.</summary>
/// <param name="Name">As conditions write it.</param>
/// <param name="Element">What stands in it.</param>
/// <param name="Count">Takes the structure's state; 0 when there is no list.</param>
/// <param name="Get">Takes the state and an index within the count; a structure comes as an object.</param>
internal sealed record ArrayMember(string Name, ElementType Element, Func<object, int> Count, Func<object, int, YaraValue> Get)
    : Member(Name);

/// <summary>Values by key.</summary>
/// <param name="Name">As conditions write it.</param>
/// <param name="Element">What stands in it.</param>
/// <param name="Count">Takes the structure's state; 0 when there is no dictionary.</param>
/// <param name="At">Takes the state and a place in the order.</param>
/// <param name="Find">Takes the state and a key; undefined when it is not there.</param>
internal sealed record DictionaryMember(
    string Name,
    ElementType Element,
    Func<object, int> Count,
    Func<object, int, (YaraValue Key, YaraValue Value)> At,
    Func<object, byte[], YaraValue> Find) : Member(Name);

/// <summary>A function with its overloads.</summary>
internal sealed record FunctionMember(string Name, List<FunctionOverload> Overloads) : Member(Name);

/// <summary>One way to call a function.</summary>
/// <param name="Arguments">A letter each: <c>i</c> integer, <c>f</c> float, <c>s</c> string, <c>r</c> regular expression, <c>b</c> boolean.</param>
/// <param name="Returns">Type of the result.</param>
/// <param name="Call">Takes the state of the structure that declares it.</param>
internal sealed record FunctionOverload(string Arguments, YaraType Returns, ModuleFunction<object> Call);
