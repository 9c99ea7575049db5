using Gateway.Common.Composition.Assembly;
using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>The merged document as the rules on it see it, and the way back to the sources it came of.</summary>
internal sealed class MergedView
{
    private readonly Dictionary<string, TypeDefinitionNode> _types = [];
    private readonly HashSet<string> _hidden = [];

    public MergedView(MergeContext context, DocumentNode document)
    {
        Context = context;
        foreach (var type in document.Definitions.OfType<TypeDefinitionNode>())
        {
            var name = type.Name.Value;
            _types.TryAdd(name, type);
            if (!IsShown(type.Directives))
            {
                _hidden.Add(name);
            }
        }

        Shown = [.. _types.Where(type => !_hidden.Contains(type.Key)).Select(type => type.Value)];
    }

    public MergeContext Context { get; }

    /// <summary>The types that clients see.</summary>
    public IReadOnlyList<TypeDefinitionNode> Shown { get; }

    public TypeDefinitionNode? Find(string name) => _types.GetValueOrDefault(name);

    public bool IsHidden(string type) => _hidden.Contains(type);

    public static bool IsShown(IReadOnlyList<DirectiveNode> directives) => !ApiSchema.IsInaccessible(directives);

    /// <summary>Every output field that clients see.</summary>
    public IEnumerable<(ComplexTypeDefinitionNode Type, FieldDefinitionNode Field)> ShownFields =>
        Shown.OfType<ComplexTypeDefinitionNode>().SelectMany(
            type => type.Fields.Where(member => IsShown(member.Directives)), (type, member) => (type, member));

    /// <summary>Every argument and input field that clients see, with its coordinate.</summary>
    public IEnumerable<MergedInput> ShownInputs =>
        ShownFields
            .SelectMany(found => found.Field.Arguments, MergedInput (found, input) => new(
                found.Type.Name.Value, found.Field.Name.Value, input))
            .Concat(Shown.OfType<InputObjectTypeDefinitionNode>()
                .SelectMany(type => type.Fields, MergedInput (type, input) => new(type.Name.Value, null, input)))
            .Where(found => IsShown(found.Input.Directives));

    public static string NameOf(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => NameOf(nonNull.NullableType),
        ListTypeNode list => NameOf(list.ElementType),
        _ => ((NamedTypeNode)type).Name.Value,
    };

    /// <summary>Reports a fault of a type or field at the first source that has it.</summary>
    public void Add(string code, string coordinate, string message, string typeName, string? fieldName = null)
    {
        var occurrence = Context.Find(typeName)?.LeadingOccurrence;
        if (occurrence is null)
        {
            Context.Errors.Add(code, coordinate, message);
            return;
        }

        var field = fieldName is null ? null : FindMember(typeName, fieldName);
        var (facts, syntax) = field ?? (occurrence.Facts, occurrence.Type.Syntax is [var first, ..] ? first : null);
        Context.Errors.Add(code, facts, coordinate, message, syntax);
    }

    private (SourceFacts Facts, SyntaxReference? Syntax)? FindMember(string typeName, string name)
    {
        foreach (var occurrence in Context.Find(typeName)!.Occurrences)
        {
            SchemaMember? member = occurrence.Type switch
            {
                ComplexType complex => complex.Fields.Find(name),
                InputObjectType input => input.Fields.Find(name),
                EnumType values => values.Values.Find(name),
                _ => null,
            };
            if (member is not null)
            {
                return (occurrence.Facts, member.Syntax);
            }
        }

        return null;
    }
}

/// <summary>An argument (where <paramref name="Field"/> is its field) or an input field.</summary>
internal sealed record MergedInput(string Type, string? Field, InputValueDefinitionNode Input)
{
    public string Coordinate => Field is null ? $"{Type}.{Input.Name}" : $"{Type}.{Field}({Input.Name}:)";

    /// <summary>The member of the type that it is or belongs to.</summary>
    public string Member => Field ?? Input.Name.Value;
}
