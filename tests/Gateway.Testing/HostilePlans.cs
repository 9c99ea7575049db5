using System.Text;

namespace Gateway.Testing;

/// <summary>Supergraphs and operations made to make planning expensive: for tests and for measuring.</summary>
public static class HostilePlans
{
    /// <summary>Bytes that the planning of each may take of the heap.</summary>
    public const long AllocatedBytesMax = 200L << 20;

    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: [\"@key\", \"@external\", "
        + "\"@requires\", \"@shareable\", \"@interfaceObject\", \"@context\", \"@fromContext\"])\n";

    public static ((string Name, string Sdl)[] Sources, string Operation) Make(string name) => name switch
    {
        "wide-union" => WideUnion(types: 60, sources: 2),
        "deep-interface" => DeepInterface(depth: 30, types: 1),
        "deep-branching" => DeepInterface(depth: 30, types: 3),
        "requiring-each-other" => RequiringEachOther(fields: 100),
        "requiring-below-few" => RequiringBelow(fields: 4, argument: ""),
        "requiring-below" => RequiringBelow(fields: 40, argument: ""),
        "requiring-below-context" => RequiringBelow(fields: 40, "(root: ID @fromContext(field: \"$root { id }\"))"),
        "requirement-layers" => RequirementLayers(layers: 10, width: 10, argument: ""),
        "requirement-layers-context" => RequirementLayers(
            layers: 10, width: 10, "(root: ID @fromContext(field: \"$root { id }\"))"),
        "required-interface" => RequiredInterface(types: 60, fields: 20),
        "requirement-chain" => RequirementChain(fields: 100),
        "many-fields" => ManyFields(5_000),
        "many-roots" => ManyRoots("Query", 5_000),
        "many-mutations" => ManyRoots("Mutation", 5_000),
        "many-entities" => ManyEntities(1_000),
        "deep-open-interface" => DeepOpenInterface(30),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such case."),
    };

    private static ((string, string)[], string) WideUnion(int types, int sources)
    {
        var all = Enumerable.Range(0, types).ToArray();
        var members = string.Join(" | ", all.Select(type => $"T{type}"));
        var first = $"{Link}type Query {{ found: [U] }}\nunion U = {members}\n"
            + string.Concat(all.Select(type => $"type T{type} @key(fields: \"id\") {{ id: ID! next: [U] }}\n"));
        var others = Enumerable.Range(0, sources).Select(source => ($"s{source}", Link + string.Concat(all.Select(
            type => $"type T{type} @key(fields: \"id\") {{ id: ID! f{source}: Int shared: Int @shareable }}\n"))));
        var own = string.Join(' ', Enumerable.Range(0, sources).Select(source => $"f{source}"));
        var fields = string.Concat(all.Select(type => $"... on T{type} {{ shared {own} }} "));
        var next = string.Concat(all.Select(type => $"... on T{type} {{ next {{ {fields} }} }} "));
        return ([("a", first), .. others], $"{{ found {{ {fields} {next} }} }}");
    }

    /// <summary>Each type has the field from another source, so that no question on the interface serves all.</summary>
    private static ((string, string)[], string) DeepInterface(int depth, int types)
    {
        var all = Enumerable.Range(0, types).ToArray();
        var sources = new List<(string, string)>
        {
            ("a", $"{Link}type Query {{ start: I }}\ninterface I {{ id: ID! }}\n" + string.Concat(all.Select(
                type => $"type T{type} implements I @key(fields: \"id\") {{ id: ID! }}\n"))),
            ("b", $"{Link}interface I {{ id: ID! next: I }}\n" + string.Concat(all.Select(
                type => $"type T{type} implements I @key(fields: \"id\") {{ id: ID! next: I v{type}: Int }}\n"))),
        };
        var open = string.Concat(Enumerable.Repeat(
            $"{{ id {string.Join(' ', all.Select(type => $"... on T{type} {{ v{type} }}"))} next ", depth));
        var nested = types == 1
            ? $"{open}{{ id }}{new string('}', depth)}"
            : Branching(all, depth);
        return ([.. sources], $"{{ start {nested} }}");
    }

    private static string Branching(int[] types, int depth)
    {
        // Fragments keep the text small; what they expand to doubles at every level.
        var text = new StringBuilder("{ ...F0 } }");
        for (var level = 0; level < depth; level++)
        {
            var inner = level + 1 == depth ? "id" : $"...F{level + 1}";
            text.Append($" fragment F{level} on I {{ ");
            foreach (var type in types)
            {
                text.Append($"... on T{type} {{ v{type} next {{ {inner} }} }} ");
            }

            text.Append(level + 1 == depth ? "" : "}");
        }

        return text.ToString();
    }

    private static ((string, string)[], string) RequiringEachOther(int fields)
    {
        var all = Enumerable.Range(0, fields).ToArray();
        string Source(int parity) => Link
            + (parity == 0 ? "type Query { item: Item }\n" : "")
            + "type Item @key(fields: \"id\") { id: ID! "
            + string.Concat(all.Select(field => field % 2 != parity
                ? $"f{field}: Int @external\n"
                : $"f{field}: Int @requires(fields: \"{Others(parity)}\")\n")) + "}";
        string Others(int parity) => string.Join(
            ' ', all.Where(other => other % 2 != parity).Select(other => $"f{other}"));
        return ([("a", Source(0)), ("b", Source(1))], $"{{ item {{ {string.Join(' ', all.Select(f => $"f{f}"))} }} }}");
    }

    /// <summary>Each needs all others of its object's child, and so without end.</summary>
    private static ((string, string)[], string) RequiringBelow(int fields, string argument)
    {
        var all = Enumerable.Range(0, fields).ToArray();
        string Source(int parity) => Link
            + (parity == 0 ? "type Query { root: Root }\n" : "")
            + "type Root @key(fields: \"id\") @context(name: \"root\") { id: ID! "
            + (parity == 0 ? "item: Item }\n" : "}\n")
            + $"type Item @key(fields: \"id\") {{ id: ID! child: Item{(parity == 0 ? "" : " @external")}\n"
            + string.Concat(all.Select(field => field % 2 != parity
                ? $"f{field}: Int @external\n"
                : $"f{field}{argument}: Int @requires(fields: \"child {{ {Others(field)} }}\")\n")) + "}";
        string Others(int field) => string.Join(
            ' ', all.Where(other => other % 2 != field % 2 && other != field + 1).Select(other => $"f{other}"));
        return (
            [("a", Source(0)), ("b", Source(1))],
            $"{{ root {{ item {{ {string.Join(' ', all.Select(f => $"f{f}"))} }} }} }}");
    }

    /// <summary>Each needs all of the layer below it, of its object's child: so many that the end is far.</summary>
    private static ((string, string)[], string) RequirementLayers(int layers, int width, string argument)
    {
        var all = Enumerable.Range(0, layers * width).ToArray();
        string Source(int parity) => Link
            + (parity == 0 ? "type Query { root: Root }\n" : "")
            + "type Root @key(fields: \"id\") @context(name: \"root\") { id: ID! "
            + (parity == 0 ? "item: Item }\n" : "}\n")
            + "type Item @key(fields: \"id\") { id: ID! child: Item @shareable\n"
            + string.Concat(all.Select(field => (field / width % 2 == parity, Layer: field / width) switch
            {
                (true, 0) => $"f{field}{argument}: Int\n",
                (true, var layer) => $"f{field}{argument}: Int @requires(fields: \"child {{ {Of(layer - 1)} }}\")\n",
                (false, var layer) => layer + 1 < layers ? $"f{field}: Int @external\n" : "",
            })) + "}";
        string Of(int layer) => string.Join(' ', all.Where(field => field / width == layer).Select(f => $"f{f}"));
        return (
            [("a", Source(0)), ("b", Source(1))],
            $"{{ root {{ item {{ {string.Join(' ', all.Select(f => $"f{f}"))} }} }} }}");
    }

    /// <summary>Fields that need of an object what each of its types has from another source.</summary>
    private static ((string, string)[], string) RequiredInterface(int types, int fields)
    {
        var all = Enumerable.Range(0, types).ToArray();
        string Types(Func<int, string> rest) => "interface I { id: ID! }\n" + string.Concat(all.Select(
            type => $"type T{type} implements I @key(fields: \"id\") {{ id: ID! {rest(type)} }}\n"));
        var needed = string.Join(' ', all.Select(type => $"... on T{type} {{ v{type} next {{ id }} }}"));
        return (
            [
                ("a", $"{Link}type Query {{ item: Item }}\ntype Item @key(fields: \"id\") {{ id: ID! face: I }}\n"
                    + Types(static _ => "")),
                ("b", $"{Link}{Types(static type => $"v{type}: Int next: I")}"),
                ("c", $"{Link}type Item @key(fields: \"id\") {{ id: ID! face: I @external\n"
                    + string.Concat(Enumerable.Range(0, fields).Select(
                        field => $"x{field}: Int @requires(fields: \"face {{ {needed} }}\")\n"))
                    + $"}}\n{Types(static type => $"v{type}: Int @external next: I @external")}"),
            ],
            $"{{ item {{ {string.Join(' ', Enumerable.Range(0, fields).Select(field => $"x{field}"))} }} }}");
    }

    private static ((string, string)[], string) RequirementChain(int fields)
    {
        var all = Enumerable.Range(0, fields).ToArray();
        string Source(int parity) => Link
            + (parity == 0 ? "type Query { item: Item }\n" : "")
            + "type Item @key(fields: \"id\") { id: ID!\n"
            + string.Concat(all.Select(field => field % 2 == parity
                ? field == 0 ? "f0: Int\n" : $"f{field}: Int @requires(fields: \"f{field - 1}\")\n"
                : field + 1 < fields ? $"f{field}: Int @external\n" : "")) + "}";
        return ([("a", Source(0)), ("b", Source(1))], "{ item { f12 f11 f10 } }");
    }

    private static ((string, string)[], string) ManyFields(int count)
    {
        var fields = string.Join(' ', Enumerable.Range(0, count).Select(field => $"f{field}"));
        return (
            [
                ("a", $"{Link}type Query {{ item: Item }}\ntype Item @key(fields: \"id\") {{ id: ID! "
                    + $"{string.Join(' ', Enumerable.Range(0, count / 2).Select(f => $"f{f}: Int"))} }}"),
                ("b", $"{Link}type Item @key(fields: \"id\") {{ id: ID! "
                    + $"{string.Join(' ', Enumerable.Range(count / 2, count / 2).Select(f => $"f{f}: Int"))} }}"),
            ],
            $"{{ item {{ {fields} }} }}");
    }

    private static ((string, string)[], string) ManyRoots(string root, int count)
    {
        const string Local = "directive @local on FIELD_DEFINITION\n";
        var query = root == "Query" ? "" : "type Query { x: Int @local }\n";
        var fields = string.Join(' ', Enumerable.Range(0, count).Select(field => $"r{field}: it(n: {field}) {{ v }}"));
        var verb = root == "Query" ? "query" : "mutation";
        return (
            [("a", $"{Local}{query}type {root} {{ it(n: Int): It @local }}\ntype It {{ v: Int }}")],
            $"{verb} {{ {fields} }}");
    }

    private static ((string, string)[], string) ManyEntities(int count)
    {
        var fields = string.Join(
            ' ', Enumerable.Range(0, count).Select(field => $"r{field}: it(n: {field}) {{ v w }}"));
        return (
            [
                ("a", $"{Link}type Query {{ it(n: Int): It }}\ntype It @key(fields: \"id\") {{ id: ID! v: Int }}"),
                ("b", $"{Link}type It @key(fields: \"id\") {{ id: ID! w: Int }}"),
            ],
            $"{{ {fields} }}");
    }

    private static ((string, string)[], string) DeepOpenInterface(int depth)
    {
        var open = string.Concat(Enumerable.Repeat("{ id name next ", depth));
        return (
            [
                ("a", $"{Link}type Query {{ one: I }}\ninterface I @key(fields: \"id\") {{ id: ID! name: String }}\n"
                    + "type T implements I @key(fields: \"id\") { id: ID! name: String }\n"
                    + "type V implements I @key(fields: \"id\") { id: ID! name: String }"),
                ("b", $"{Link}type Query {{ two: I }}\n"
                    + "type I @key(fields: \"id\") @interfaceObject { id: ID! next: I }"),
            ],
            $"{{ two {open}{{ id __typename }}{new string('}', depth)} }}");
    }
}
