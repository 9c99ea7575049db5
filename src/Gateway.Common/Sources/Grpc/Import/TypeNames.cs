namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>GraphQL names of messages and enums.</summary>
/// <remarks>
/// Shape: the name without package (<c>Outer.Inner</c> → <c>OuterInner</c>); who is used later and would have a name
/// that is taken has its package in front.
/// </remarks>
internal sealed class TypeNames
{
    private static readonly string[] Reserved =
        ["Query", "Mutation", "Subscription", "Int", "Float", "String", "Boolean", "ID"];

    private readonly NameScope _scope = new(Reserved.Concat(NamedScalars.All).Concat(ProtoScalars.All));
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <param name="fullName">With package.</param>
    /// <param name="package">Empty for none.</param>
    /// <param name="suffix">Tells inputs from outputs; part of what is named.</param>
    public string Of(string fullName, string package, string suffix = "")
    {
        var key = $"{fullName}:{suffix}";
        if (!_names.TryGetValue(key, out var name))
        {
            var own = GraphQLNames.Type(package.Length == 0 ? fullName : fullName[(package.Length + 1)..]) + suffix;
            name = _scope.Take(_scope.IsFree(own) ? own : GraphQLNames.Type(fullName) + suffix);
            _names.Add(key, name);
        }

        return name;
    }

    /// <summary>A name for a type that only the schema has.</summary>
    public string Take(string preferred) => _scope.Take(preferred);
}
