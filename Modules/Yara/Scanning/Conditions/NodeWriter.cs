namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>Writes conditions to a cache file; every method returns the writer.</summary>
internal sealed class NodeWriter(BinaryWriter output)
{
    public NodeWriter Code(NodeCode code)
    {
        output.Write((byte)code);
        return this;
    }

    public NodeWriter Number(int number)
    {
        output.Write7BitEncodedInt(number);
        return this;
    }

    public NodeWriter Numbers(int[] numbers)
    {
        Number(numbers.Length);
        foreach (var number in numbers)
            Number(number);

        return this;
    }

    public NodeWriter Name(string name)
    {
        output.Write(name);
        return this;
    }

    public NodeWriter Value(YaraValue value)
    {
        output.WriteValue(value);
        return this;
    }

    public NodeWriter Regex(RegexConstant regex)
    {
        Number(regex.Body.Length);
        output.Write(regex.Body);
        return Number((int)regex.Flags);
    }

    public NodeWriter Quantifier(QuantifierNode quantifier)
    {
        Number((int)quantifier.Kind);
        return quantifier.Count is null ? this : Node(quantifier.Count);
    }

    public NodeWriter Node(Node node)
    {
        node.Write(this);
        return this;
    }

    public NodeWriter Nodes(Node[] nodes)
    {
        Number(nodes.Length);
        foreach (var node in nodes)
            node.Write(this);

        return this;
    }
}

/// <summary>How values stand in a cache file.</summary>
internal static class ValueFormat
{
    private const byte Undefined = 0;
    private const byte Integer = 1;
    private const byte Float = 2;
    private const byte Text = 3;

    public static void WriteValue(this BinaryWriter output, YaraValue value)
    {
        if (!value.IsDefined)
        {
            output.Write(Undefined);
        }
        else if (value.IsString)
        {
            output.Write(Text);
            output.Write7BitEncodedInt(value.AsString.Length);
            output.Write(value.AsString);
        }
        else if (value.IsFloat)
        {
            output.Write(Float);
            output.Write(value.AsFloat);
        }
        else
        {
            output.Write(Integer);
            output.Write7BitEncodedInt64(value.AsInteger);
        }
    }

    public static YaraValue ReadValue(this BinaryReader input) => input.ReadByte() switch
    {
        Undefined => default,
        Integer => YaraValue.Of(input.Read7BitEncodedInt64()),
        Float => YaraValue.Of(input.ReadDouble()),
        Text => YaraValue.Of(input.ReadBytes(input.Read7BitEncodedInt())),
        _ => throw new InvalidDataException("unknown kind of value"),
    };
}
