using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>
/// Makes of a lookup's key, and of what its fields require, the values that are written from each entity's row.
/// </summary>
internal sealed class KeyEmitter(Supergraph supergraph, ShapeTable shapes)
{
    private static readonly string[] Representations = ["representations"];

    private readonly DirectiveSelections _directives = DirectiveSelections.Of(supergraph);
    private readonly Dictionary<(ComplexType Type, int Source, Lookup Lookup), KeyPlan> _representations = [];
    private readonly SelectionMapEmitter _maps = new(supergraph, shapes);
    private readonly ContextEmitter _contexts = new(supergraph, shapes);

    /// <summary>The values in the order of <see cref="NamesOf"/>.</summary>
    public KeyPlan[] Emit(FetchDraft draft)
    {
        var lookup = draft.Lookup!;
        if (lookup.Form == LookupForm.Entities && !TakesValues(draft))
        {
            return [Representation(draft, lookup)];
        }

        var keys = lookup.Form switch
        {
            LookupForm.Entities => [Representation(draft, lookup)],
            LookupForm.Stub => lookup.Key.Selection.Selections.OfType<FieldNode>()
                .Select(field => Walk(draft.Type, [field.Name.Value])),
            _ => lookup.Arguments.Select(argument => argument.Map is { } map
                ? _maps.Emit(draft.Type, map, argument.TypeIn(lookup.Form))
                : Walk(draft.Type, argument.Path)),
        };
        return
        [
            .. keys,
            .. RequiredOf(draft).Select(required => _maps.Emit(draft.Type, required.Map, required.Definition.Type)),
            .. ContextEmitter.Of(draft).Select(use => _contexts.EmitKey(draft, use.Field, use.Argument)),
        ];
    }

    /// <summary>The ways by which values of objects further up come to a draft's entities.</summary>
    public IEnumerable<ContextPlan> EmitContexts(FetchDraft draft) => _contexts.Emit(draft);

    public static string[] NamesOf(FetchDraft draft)
    {
        var lookup = draft.Lookup!;
        if (lookup.Form == LookupForm.Entities && !TakesValues(draft))
        {
            return Representations;
        }

        var names = lookup.Form switch
        {
            LookupForm.Entities => Representations,
            LookupForm.Stub => lookup.Key.Selection.Selections.OfType<FieldNode>().Select(field => field.Name.Value),
            _ => lookup.Arguments.Select(argument => argument.Definition.Name),
        };
        return [.. names, .. FilledIn(draft).Select(definition => definition.Name)];
    }

    /// <summary>Arguments of fields that take values of the entity, in the order of the last keys.</summary>
    public static InputValueDefinition[] FilledIn(FetchDraft draft) => !TakesValues(draft)
        ? []
        :
        [
            .. RequiredOf(draft).Select(static required => required.Definition),
            .. ContextEmitter.Of(draft).Select(static use => use.Argument.Definition),
        ];

    /// <summary>Whether any argument of its fields takes a value of the entity: of most fetches none does.</summary>
    private static bool TakesValues(FetchDraft draft)
    {
        var fields = draft.Requiring;
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].RequiredArguments.Count > 0 || fields[index].ContextArguments.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<RequiredArgument> RequiredOf(FetchDraft draft) =>
        draft.Requiring.SelectMany(field => field.RequiredArguments);

    /// <summary>What is sent of an entity; fetches that send nothing more than one key share it.</summary>
    private KeyPlan Representation(FetchDraft draft, Lookup lookup)
    {
        if (draft.Requiring.Count > 0)
        {
            return EmitRepresentation(draft, lookup);
        }

        var key = (draft.Type, draft.Source, lookup);
        if (!_representations.TryGetValue(key, out var known))
        {
            _representations.Add(key, known = EmitRepresentation(draft, lookup));
        }

        return known;
    }

    private KeyPlan EmitRepresentation(FetchDraft draft, Lookup lookup)
    {
        var members = new List<KeyMember>();
        AddMembers(members, draft.Type, lookup.Key.Selection, isRequired: true);
        foreach (var field in draft.Requiring)
        {
            foreach (var set in Requirements.Of(field))
            {
                AddMembers(members, draft.Type, set.Selection, isRequired: set.Selection == lookup.Key.Selection);
            }
        }

        var target = supergraph.Find(draft.Type)?.FindSource(draft.Source)?.Type ?? draft.Type;
        return new KeyPlan { Members = [.. members], WritesTypeName = true, TypeName = target.Utf8Name };
    }

    private void AddMembers(List<KeyMember> members, NamedType type, SelectionSetNode set, bool isRequired)
    {
        foreach (var (parent, selection) in _directives.SelectionOf(type, set).Items)
        {
            AddMember(members, parent, selection, isRequired);
        }
    }

    private void AddMember(List<KeyMember> members, NamedType parent, Selection selection, bool isRequired)
    {
        var name = selection.Field.JsonMember;
        var known = members.FindIndex(member => member.Json.AsSpan().SequenceEqual(name));
        var earlier = known < 0 ? null : members[known].Value;
        var slots = shapes.SlotsOf(parent, selection.Key);
        if (earlier?.SlotByType is { } others)
        {
            slots = slots.Or(others);
        }

        var plan = new KeyMember(name, new KeyPlan
        {
            SlotByType = slots,
            Members = MembersBelow(earlier, selection.Children, isRequired),
            WritesTypeName = selection.Children?.Type.IsAbstract ?? false,
            IsRequired = isRequired,
            AllowsNullElements = !isRequired,
        });
        if (known < 0)
        {
            members.Add(plan);
        }
        else
        {
            members[known] = plan;
        }
    }

    private KeyMember[] MembersBelow(KeyPlan? earlier, SelectionGroup? children, bool isRequired)
    {
        if (children is null)
        {
            return earlier?.Members ?? [];
        }

        var below = earlier?.Members.ToList() ?? [];
        foreach (var (inner, child) in children.Items)
        {
            AddMember(below, inner, child, isRequired);
        }

        return [.. below];
    }

    /// <summary>One value, reached through objects on the way.</summary>
    private KeyPlan Walk(NamedType type, IReadOnlyList<string> path)
    {
        var field = ((ComplexType)type).Fields.Find(path[0])!;
        return new KeyPlan
        {
            SlotByType = shapes.SlotsOf(type, path[0]),
            Inner = path.Count > 1 ? Walk(field.Type.Named, [.. path.Skip(1)]) : null,
        };
    }
}
