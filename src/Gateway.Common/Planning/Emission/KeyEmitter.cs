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
    private readonly SelectionMapEmitter _maps = new(supergraph, shapes);
    private readonly ContextEmitter _contexts = new(supergraph, shapes);

    /// <summary>The values in the order of <see cref="NamesOf"/>.</summary>
    public List<KeyPlan> Emit(FetchDraft draft)
    {
        var lookup = draft.Lookup!;
        var keys = lookup.Form switch
        {
            LookupForm.Entities => [Representation(draft, lookup)],
            LookupForm.Stub => lookup.Key.Selection.Selections.OfType<FieldNode>()
                .Select(field => Walk(draft.Type, [field.Name.Value]))
                .ToList(),
            _ => lookup.Arguments.Select(argument => argument.Map is { } map
                ? _maps.Emit(draft.Type, map, argument.TypeIn(lookup.Form))
                : Walk(draft.Type, argument.Path)).ToList(),
        };
        keys.AddRange(RequiredOf(draft).Select(
            required => _maps.Emit(draft.Type, required.Map, required.Definition.Type)));
        keys.AddRange(ContextEmitter.Of(draft).Select(use => _contexts.EmitKey(draft, use.Field, use.Argument)));
        return keys;
    }

    /// <summary>The ways by which values of objects further up come to a draft's entities.</summary>
    public IEnumerable<ContextPlan> EmitContexts(FetchDraft draft) => _contexts.Emit(draft);

    public static List<string> NamesOf(FetchDraft draft)
    {
        var lookup = draft.Lookup!;
        var names = lookup.Form switch
        {
            LookupForm.Entities => ["representations"],
            LookupForm.Stub =>
                lookup.Key.Selection.Selections.OfType<FieldNode>().Select(field => field.Name.Value).ToList(),
            _ => lookup.Arguments.Select(argument => argument.Definition.Name).ToList(),
        };
        names.AddRange(FilledIn(draft).Select(definition => definition.Name));
        return names;
    }

    /// <summary>Arguments of fields that take values of the entity, in the order of the last keys.</summary>
    public static IEnumerable<InputValueDefinition> FilledIn(FetchDraft draft) =>
        RequiredOf(draft).Select(static required => required.Definition)
            .Concat(ContextEmitter.Of(draft).Select(static use => use.Argument.Definition));

    private static IEnumerable<RequiredArgument> RequiredOf(FetchDraft draft) =>
        draft.Requiring.SelectMany(field => field.RequiredArguments);

    private KeyPlan Representation(FetchDraft draft, Lookup lookup)
    {
        var target = supergraph.Find(draft.Type)?.FindSource(draft.Source)?.Type ?? draft.Type;
        var sets = draft.Requiring.SelectMany(Requirements.Of).Select(set => set.Selection)
            .Prepend(lookup.Key.Selection);
        var members = new List<KeyMember>();
        foreach (var set in sets)
        {
            AddMembers(members, draft.Type, set, isRequired: set == lookup.Key.Selection);
        }

        return new KeyPlan { Members = [.. members], WritesTypeName = true, TypeName = target.Utf8Name };
    }

    private void AddMembers(List<KeyMember> members, NamedType type, SelectionSetNode set, bool isRequired)
    {
        foreach (var (parent, selection) in Requirements.Select(supergraph.Schema, type, set).Items)
        {
            AddMember(members, parent, selection, isRequired);
        }
    }

    private void AddMember(List<KeyMember> members, NamedType parent, Selection selection, bool isRequired)
    {
        var name = selection.Field.Utf8Name;
        var known = members.FindIndex(member => member.Name.AsSpan().SequenceEqual(name));
        var earlier = known < 0 ? null : members[known].Value;
        var below = earlier?.Members.ToList() ?? [];
        var slots = shapes.SlotsOf(parent, selection.Key);
        if (earlier?.SlotByType is { } others)
        {
            slots = slots.Or(others);
        }

        foreach (var (inner, child) in selection.Children?.Items ?? [])
        {
            AddMember(below, inner, child, isRequired);
        }

        var plan = new KeyMember(name, new KeyPlan
        {
            SlotByType = slots,
            Members = [.. below],
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
