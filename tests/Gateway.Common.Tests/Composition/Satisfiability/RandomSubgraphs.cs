namespace Gateway.Common.Tests.Composition.Satisfiability;

/// <summary>A few subgraphs made at random: keys of several kinds, requirements, provisions, shared fields.</summary>
/// <remarks>
/// Types <c>T0</c> to <c>T2</c>, each with leaves and with fields of other types, some of them of the interface
/// <c>I</c> that all implement; which source has what, which keys it is entered by, and what a field requires there, is
/// chance. Many do not compose: whoever asks has to look.
/// </remarks>
internal sealed class RandomSubgraphs
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: "
        + "[\"@key\", \"@external\", \"@requires\", \"@provides\", \"@shareable\"])\n";

    /// <summary>Stands for the interface among the types.</summary>
    private const int Abstract = -1;

    private static readonly string[] Keys = ["id", "k", "id k", "c0 { id }", "c1 { k }", "id c0 { k }"];

    private readonly Random _random;
    private readonly int _sources;
    private readonly int _types;
    private readonly Dictionary<(int Type, string Field), HashSet<int>> _owners = [];
    private readonly Dictionary<(int Source, int Type), SortedDictionary<string, string>> _fields = [];
    private readonly Dictionary<(int Source, int Type), List<string>> _keys = [];
    private readonly Dictionary<(int Type, string Field), int> _targets = [];

    private readonly bool _isAbstract;

    private RandomSubgraphs(Random random, bool isAbstract)
    {
        _random = random;
        _isAbstract = isAbstract;
        _sources = random.Next(6) == 0 ? random.Next(5, 10) : random.Next(2, 5);
        _types = random.Next(1, 4);
    }

    /// <param name="random">Decides all.</param>
    /// <param name="isAbstract">Whether there is an interface.</param>
    public static (string Name, string Sdl)[] Make(Random random, bool isAbstract) =>
        new RandomSubgraphs(random, isAbstract).Make();

    private (string Name, string Sdl)[] Make()
    {
        for (var type = 0; type < _types; type++)
        {
            foreach (var field in (string[])["c0", "c1", "id", "k", "f0", "f1", "f2", "f3"])
            {
                var owners = _owners[(type, field)] = [_random.Next(_sources)];
                if (field is "id" || _random.Next(4) == 0)
                {
                    owners.Add(_random.Next(_sources));
                }

                _targets[(type, field)] = field == "c1" && _isAbstract ? Abstract : _random.Next(_types);
                foreach (var owner in owners)
                {
                    FieldsOf(owner, type)[field] = "";
                    Follow(owner, type, field);
                }
            }
        }

        for (var source = 0; source < _sources; source++)
        {
            for (var type = 0; type < _types; type++)
            {
                AddKeys(source, type);
                AddRequirements(source, type);
                AddProvisions(source, type);
            }
        }

        return [.. Enumerable.Range(0, _sources).Select(source => ($"s{source}", Print(source)))];
    }

    private void AddKeys(int source, int type)
    {
        var count = _random.Next(5) == 0 ? 0 : _random.Next(1, 3);
        var keys = _keys[(source, type)] = [];
        for (var index = 0; index < count; index++)
        {
            var key = Keys[_random.Next(_random.Next(2) == 0 ? 1 : Keys.Length)];
            key = _isAbstract && key[0] == 'c' ? "id" : key;
            if (!keys.Contains(key))
            {
                keys.Add(key);
                Declare(source, type, key.Split(' ').Where(static word => word is not ("{" or "}")).ToArray(), "");
            }
        }
    }

    private void AddRequirements(int source, int type)
    {
        foreach (var field in FieldsOf(source, type).Keys.Where(IsLeaf).ToArray())
        {
            if (_random.Next(3) != 0 || FieldsOf(source, type)[field] != "")
            {
                continue;
            }

            var paths = Enumerable.Range(0, _random.Next(1, 4))
                .Select(_ => PathFrom(type, _random.Next(3) == 0 ? 2 : _random.Next(2)))
                .Where(path => path[0] != field && Declare(source, type, path, " @external"))
                .Select(Nested).ToArray();
            if (paths.Length > 0)
            {
                FieldsOf(source, type)[field] = $" @requires(fields: \"{string.Join(' ', paths)}\")";
            }
        }
    }

    private void AddProvisions(int source, int type)
    {
        foreach (var field in FieldsOf(source, type).Keys.Where(static name => name[0] == 'c').ToArray())
        {
            if (_targets[(type, field)] == Abstract)
            {
                continue;
            }

            var path = PathFrom(_targets[(type, field)], _random.Next(2));
            if (_random.Next(5) == 0 && FieldsOf(source, type)[field] == ""
                && Declare(source, _targets[(type, field)], path, " @external"))
            {
                FieldsOf(source, type)[field] = $" @provides(fields: \"{Nested(path)}\")";
            }
        }
    }

    private static bool IsLeaf(string field) => field[0] == 'f';

    /// <summary>Fields that lead from one to the next, and a leaf.</summary>
    private string[] PathFrom(int type, int hops)
    {
        var path = new List<string>();
        for (; hops > 0; hops--)
        {
            path.Add($"c{_random.Next(2)}");
            type = _targets[(type, path[^1])];
            if (type == Abstract)
            {
                type = _random.Next(_types);
                path.Add($"... on T{type}");
            }
        }

        path.Add($"f{_random.Next(4)}");
        return [.. path];
    }

    /// <summary>Gives a source the fields of a path (of a key: all of one type but what stands behind a hop).</summary>
    /// <returns>Whether none but the last is the source's own: an own one needs no requirement.</returns>
    private bool Declare(int source, int type, string[] path, string directive)
    {
        var own = true;
        foreach (var field in path)
        {
            if (field[0] == '.')
            {
                type = field[^1] - '0';
                FieldsOf(source, type).TryAdd("id", "");
                continue;
            }

            own = FieldsOf(source, type).TryAdd(field, directive) || FieldsOf(source, type)[field] == " @external";
            if (directive == "" && FieldsOf(source, type)[field] == " @external")
            {
                FieldsOf(source, type)[field] = "";
            }

            type = Follow(source, type, field);
        }

        return own;
    }

    /// <summary>Whoever has a field knows its type.</summary>
    private int Follow(int source, int type, string field)
    {
        if (field[0] != 'c')
        {
            return type;
        }

        var target = _targets[(type, field)];
        if (target != Abstract && FieldsOf(source, target).Count == 0)
        {
            FieldsOf(source, target)["id"] = "";
        }

        return target;
    }

    private static string Nested(string[] path) =>
        string.Join(" { ", path) + string.Concat(Enumerable.Repeat(" }", path.Length - 1));

    private SortedDictionary<string, string> FieldsOf(int source, int type)
    {
        if (!_fields.TryGetValue((source, type), out var fields))
        {
            _fields.Add((source, type), fields = new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        return fields;
    }

    private string Print(int source)
    {
        var roots = string.Concat(Enumerable.Range(0, _types)
            .Where(type => FieldsOf(source, type).Count > 0 && (_random.Next(2) == 0 || source == type))
            .Select(type => $"  r{source}{type}: T{type}\n"));
        return Link
            + (roots == "" ? "" : $"type Query {{\n{roots}}}\n")
            + (_isAbstract ? "interface I { id: ID }\n" : "")
            + string.Concat(Enumerable.Range(0, _types).Where(type => FieldsOf(source, type).Count > 0).Select(
                type => $"type T{type}{Implements(source, type)}{PrintKeys(source, type)} {{\n"
                    + $"{string.Concat(FieldsOf(source, type).Select(field => Print(type, field)))}}}\n"));
    }

    private string PrintKeys(int source, int type) =>
        string.Concat(_keys[(source, type)].Select(static key => $" @key(fields: \"{key}\")"));

    private string Implements(int source, int type) =>
        _isAbstract && FieldsOf(source, type).ContainsKey("id") ? " implements I" : "";

    private string Print(int type, KeyValuePair<string, string> field)
    {
        var of = field.Key[0] == 'c' ? NameOf(_targets[(type, field.Key)]) : field.Key is "id" or "k" ? "ID" : "Int";
        var shares = field.Value == " @external" ? "" : " @shareable";
        return $"  {field.Key}: {of}{field.Value}{shares}\n";
    }

    private static string NameOf(int type) => type == Abstract ? "I" : $"T{type}";
}
