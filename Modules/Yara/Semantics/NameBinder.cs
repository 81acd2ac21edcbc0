using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Syntax.Expressions;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Semantics;

/// <summary>Finds what names mean, and the members, elements and functions of modules.</summary>
internal sealed class NameBinder(RuleContext rule, ExpressionBinder expressions)
{
    private const int MaxArguments = 128;

    public Bound Bind(Expression expression) => expression switch
    {
        NameExpression name => Name(name),
        MemberExpression member => Member(member),
        IndexExpression index => Index(index),
        _ => Call((CallExpression)expression),
    };

    /// <summary>The last name of an expression that is made of names.</summary>
    public static string NameOf(Expression expression) => expression switch
    {
        NameExpression name => name.Name,
        MemberExpression member => member.Name,
        IndexExpression index => NameOf(index.Owner),
        CallExpression call => NameOf(call.Function),
        _ => "",
    };

    private Bound Name(NameExpression expression)
    {
        var name = expression.Name;
        if (rule.FindVariable(name) is { } variable)
            return variable;

        if (rule.Symbols.External(name) is { } external)
        {
            // As in libyara, a boolean variable is an integer to the language.
            var type = external.Type == YaraType.Boolean ? YaraType.Integer : external.Type;
            return Bound.Of(type, new ExternalNode(external.Index));
        }

        if (rule.Names.Imports.TryGetValue(name, out var module))
            return new Bound(new ModuleNode(rule.Symbols.NumberOf(module))) { Structure = module.Structure };

        if (rule.FindRule(name) is { } number)
            return Bound.Of(YaraType.Boolean, new RuleNode(number));

        throw RuleContext.Error(DiagnosticCode.UndefinedIdentifier, expression.Span, $"undefined identifier \"{name}\"");
    }

    private Bound Member(MemberExpression expression)
    {
        var owner = expressions.BindAny(expression.Owner);
        if (owner.Structure is null)
        {
            throw RuleContext.Error(
                DiagnosticCode.NotAStructure, expression.Span, $"\"{NameOf(expression.Owner)}\" is not a structure");
        }

        if (!owner.Structure.Members.TryGetValue(expression.Name, out var member))
            throw RuleContext.Error(DiagnosticCode.InvalidFieldName, expression.Span, $"invalid field name \"{expression.Name}\"");

        return member switch
        {
            ConstantMember constant => Bound.Of(constant.Type, new ModuleConstantNode(constant.Value)),
            FieldMember field => Bound.Of(field.Type, new FieldNode(owner.Node, field)),
            StructureMember structure => new Bound(new StructureNode(owner.Node, structure)) { Structure = structure.Type },
            _ => new Bound(owner.Node) { Member = member },
        };
    }

    private Bound Index(IndexExpression expression)
    {
        var owner = expressions.BindAny(expression.Owner);
        switch (owner.Member)
        {
            case ArrayMember array:
                var place = expressions.Integer(expression.Index, "array indexes must be of integer type");
                return Bound.Of(array.Element, new ArrayElementNode(owner.Node, array, place.Node));
            case DictionaryMember dictionary:
                var key = expressions.Bind(expression.Index);
                return key.Type == YaraType.String
                    ? Bound.Of(dictionary.Element, new DictionaryElementNode(owner.Node, dictionary, key.Node))
                    : throw RuleContext.Error(
                        DiagnosticCode.WrongType, expression.Index.Span, "dictionary keys must be of string type");
            default:
                throw RuleContext.Error(
                    DiagnosticCode.NotIndexable, expression.Span, $"\"{NameOf(expression.Owner)}\" is not an array or dictionary");
        }
    }

    private Bound Call(CallExpression expression)
    {
        var name = NameOf(expression.Function);
        var bound = expressions.BindAny(expression.Function);
        if (bound.Member is not FunctionMember function)
            throw RuleContext.Error(DiagnosticCode.NotAFunction, expression.Span, $"\"{name}\" is not a function");

        if (expression.Arguments.Count > MaxArguments)
            throw RuleContext.Error(DiagnosticCode.WrongArguments, expression.Span, $"too many arguments for function \"{name}\"");

        var arguments = new Bound[expression.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = expressions.Bind(expression.Arguments[i]);

        var letters = string.Concat(arguments.Select(argument => Letter(argument.Type)));
        var overload = function.Overloads.FindIndex(candidate => candidate.Arguments == letters);
        if (overload < 0)
            throw RuleContext.Error(DiagnosticCode.WrongArguments, expression.Span, $"wrong arguments for function \"{name}\"");

        var call = new CallNode(bound.Node, function, overload, [.. arguments.Select(argument => argument.Node)]);
        return Bound.Of(function.Overloads[overload].Returns, call);
    }

    private static char Letter(YaraType? type) => type switch
    {
        YaraType.Integer => 'i',
        YaraType.Float => 'f',
        YaraType.String => 's',
        YaraType.Regex => 'r',
        _ => 'b',
    };
}
