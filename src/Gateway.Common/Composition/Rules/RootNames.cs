using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>What the three rules on the names of root types have in common.</summary>
internal static class RootNames
{
    public static void Check(SourceFacts facts, ErrorLog errors, OperationType operation, string code)
    {
        var name = operation.ToString();
        var root = facts.Schema.RootType(operation);
        if (facts.Schema.FindType(name) is { } type && root != type)
        {
            var wayOut = root is null ? "make it so, or rename it" : $"{root.Name} is; rename one of them";
            errors.Add(code, facts, type, $"Type {name} is not the root of its operation: {wayOut}.");
        }
        else if (facts.Dialect == Dialect.Composite && root is not null && root.Name != name)
        {
            errors.Add(code, facts, root, $"The root {root.Name} must be called {name}: rename it.");
        }
    }
}
