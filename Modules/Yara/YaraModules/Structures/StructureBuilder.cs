namespace ScanHost.Yara.YaraModules.Structures;

/// <summary>Declares the members of a structure. A getter that gives null means undefined.</summary>
/// <typeparam name="TState">What the getters work on.</typeparam>
internal sealed class StructureBuilder<TState>(StructureType structure)
    where TState : class
{
    /// <summary>A number that is the same for every file.</summary>
    public void Constant(string name, long value) =>
        structure.Add(new ConstantMember(name, YaraType.Integer, YaraValue.Of(value)));

    /// <summary>A number that is the same for every file.</summary>
    public void Constant(string name, double value) =>
        structure.Add(new ConstantMember(name, YaraType.Float, YaraValue.Of(value)));

    /// <summary>A string that is the same for every file.</summary>
    public void Constant(string name, string value) =>
        structure.Add(new ConstantMember(name, YaraType.String, YaraValue.Of(value)));

    /// <summary>An integer.</summary>
    public void Integer(string name, Func<TState, long?> get) =>
        structure.Add(new FieldMember(name, YaraType.Integer, state => YaraValue.OfNullable(get((TState)state))));

    /// <summary>A float.</summary>
    public void Float(string name, Func<TState, double?> get) =>
        structure.Add(new FieldMember(name, YaraType.Float, state => YaraValue.OfNullable(get((TState)state))));

    /// <summary>A string. The array is kept, not copied.</summary>
    public void String(string name, Func<TState, byte[]?> get) =>
        structure.Add(new FieldMember(name, YaraType.String, state => YaraValue.Of(get((TState)state))));

    /// <summary>A structure in this one.</summary>
    public void Structure<TInner>(string name, Func<TState, TInner?> get, Action<StructureBuilder<TInner>> declare)
        where TInner : class =>
        structure.Add(new StructureMember(name, StructureType.Of(name, declare), state => get((TState)state)));

    /// <summary>A list of integers.</summary>
    public void Integers(string name, Func<TState, IReadOnlyList<long?>?> get) =>
        List(name, ElementType.Of(YaraType.Integer), get, YaraValue.OfNullable);

    /// <summary>A list of floats.</summary>
    public void Floats(string name, Func<TState, IReadOnlyList<double?>?> get) =>
        List(name, ElementType.Of(YaraType.Float), get, YaraValue.OfNullable);

    /// <summary>A list of strings.</summary>
    public void Strings(string name, Func<TState, IReadOnlyList<byte[]?>?> get) =>
        List(name, ElementType.Of(YaraType.String), get, YaraValue.Of);

    /// <summary>A list of structures.</summary>
    public void Structures<TInner>(string name, Func<TState, IReadOnlyList<TInner>?> get, Action<StructureBuilder<TInner>> declare)
        where TInner : class =>
        List(name, ElementType.Of(StructureType.Of(name, declare)), get, YaraValue.OfObject);

    /// <summary>Integers by key.</summary>
    public void IntegerDictionary(string name, Func<TState, ModuleDictionary<long>?> get) =>
        Dictionary(name, ElementType.Of(YaraType.Integer), get, YaraValue.Of);

    /// <summary>Strings by key.</summary>
    public void StringDictionary(string name, Func<TState, ModuleDictionary<byte[]>?> get) =>
        Dictionary(name, ElementType.Of(YaraType.String), get, YaraValue.Of);

    /// <summary>Structures by key.</summary>
    public void StructureDictionary<TInner>(
        string name, Func<TState, ModuleDictionary<TInner>?> get, Action<StructureBuilder<TInner>> declare)
        where TInner : class =>
        Dictionary(name, ElementType.Of(StructureType.Of(name, declare)), get, YaraValue.OfObject);

    /// <summary>A function. The same name again adds an overload.</summary>
    /// <param name="name">As conditions write it.</param>
    /// <param name="arguments">A letter an argument: <c>i</c> integer, <c>f</c> float, <c>s</c> string, <c>r</c> regular expression,
    /// <c>b</c> boolean.</param>
    /// <param name="returns">Type of the result.</param>
    /// <param name="call">Gives a value of that type, or undefined.</param>
    public void Function(string name, string arguments, YaraType returns, ModuleFunction<TState> call)
    {
        var overload = new FunctionOverload(arguments, returns, (state, arguments) => call((TState)state, arguments));
        if (structure.Members.TryGetValue(name, out var member))
            ((FunctionMember)member).Overloads.Add(overload);
        else
            structure.Add(new FunctionMember(name, [overload]));
    }

    private void List<T>(string name, ElementType element, Func<TState, IReadOnlyList<T>?> get, Func<T, YaraValue> wrap) =>
        structure.Add(new ArrayMember(
            name,
            element,
            state => get((TState)state)?.Count ?? 0,
            (state, index) => get((TState)state) is { } list ? wrap(list[index]) : default));

    private void Dictionary<T>(string name, ElementType element, Func<TState, ModuleDictionary<T>?> get, Func<T, YaraValue> wrap) =>
        structure.Add(new DictionaryMember(
            name,
            element,
            state => get((TState)state)?.Count ?? 0,
            (state, index) =>
            {
                var (key, value) = get((TState)state)![index];
                return (YaraValue.Of(key), wrap(value));
            },
            (state, key) => get((TState)state) is { } entries && entries.TryGet(key, out var value) ? wrap(value) : default));
}
