using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>Introspection nests at most two lists of each other: deeper answers grow with the schema's power.</summary>
/// <remarks>
/// Beyond the specification, as graphql-js does. Shape: each fragment is measured once. A cycle counts as no depth; it
/// is another rule's.
/// </remarks>
internal sealed class MaxIntrospectionDepthRule() : ValidationRule(RuleVisits.Document)
{
    private const int ListsMax = 2;

    public override void VisitDocument(ValidationContext context)
    {
        Measure? measure = null;
        for (var entry = 0; entry < context.Selections.EntryCount; entry++)
        {
            if (context.Selections[entry].Field is { SelectionSet: { } selectionSet } field
                && (field.Name.Is("__schema"u8) || field.Name.Is("__type"u8))
                && (measure ??= new Measure(context)).Depth(selectionSet) > ListsMax)
            {
                context.Report(ValidationCodes.IntrospectionTooDeep, "Introspection nests too many lists.", field);
            }
        }
    }

    private sealed class Measure(ValidationContext context)
    {
        private readonly Dictionary<Name, int> _fragmentDepths = [];

        /// <summary>How many of introspection's lists nest in a selection set.</summary>
        public int Depth(SelectionSetNode selectionSet)
        {
            context.GuardStack();
            var deepest = 0;
            foreach (var selection in selectionSet.Selections)
            {
                context.Charge();
                var own = selection is FieldNode field && IsList(field) ? 1 : 0;
                var below = selection is FragmentSpreadNode spread
                    ? FragmentDepth(spread.Name)
                    : Below(selection) is { } set ? Depth(set) : 0;
                deepest = Math.Max(deepest, own + below);
            }

            return deepest;
        }

        private int FragmentDepth(Name name)
        {
            if (_fragmentDepths.TryGetValue(name, out var depth) || context.FindFragment(name) is not { } fragment)
            {
                return depth;
            }

            _fragmentDepths[name] = 0;
            return _fragmentDepths[name] = Depth(fragment.SelectionSet);
        }

        private static bool IsList(FieldNode field) =>
            field.Name.Is("fields"u8)
            || field.Name.Is("interfaces"u8)
            || field.Name.Is("possibleTypes"u8)
            || field.Name.Is("inputFields"u8);

        private static SelectionSetNode? Below(SelectionNode selection) => selection switch
        {
            FieldNode field => field.SelectionSet,
            InlineFragmentNode fragment => fragment.SelectionSet,
            _ => null,
        };
    }
}
