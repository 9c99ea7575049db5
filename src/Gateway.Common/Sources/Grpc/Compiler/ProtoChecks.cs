namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>What the language forbids though its grammar allows it.</summary>
/// <remarks>Runs on linked files. Errors: as <see cref="ProtoErrors.Invalid"/>, the first one.</remarks>
/// <param name="file">One file.</param>
/// <param name="symbols">Of all files.</param>
/// <param name="extended">Numbers that extensions of the files before have, by what they extend.</param>
internal sealed class ProtoChecks(
    FileNode file, ProtoSymbols symbols, Dictionary<(string Extendee, int Number), string> extended)
{
    private const string OptionsPackage = "google.protobuf.";

    private readonly FeatureChecks _features = new(file, symbols);
    private readonly DeclarationChecks _declarations = new(file);

    public static void Run(IEnumerable<FileNode> files, ProtoSymbols symbols)
    {
        var extended = new Dictionary<(string Extendee, int Number), string>();
        foreach (var file in files.Where(static file => file.Compiled is null))
        {
            new ProtoChecks(file, symbols, extended).CheckTypes(file.Messages, file.Enums, file.Extensions);
        }
    }

    private void CheckTypes(List<MessageNode> messages, List<EnumNode> enums, List<FieldNode> extensions)
    {
        foreach (var message in messages)
        {
            CheckMessage(message);
            CheckTypes(message.Messages, message.Enums, message.Extensions);
        }

        foreach (var type in enums)
        {
            CheckEnum(type);
        }

        foreach (var extension in extensions)
        {
            CheckExtension(extension);
        }
    }

    private void CheckMessage(MessageNode message)
    {
        if (file.Syntax == "proto3" && message.ExtensionRanges is [var first, ..])
        {
            throw Invalid(first.At, "proto3 has no extension ranges.");
        }

        CheckVisibility(message);
        CheckRanges([.. message.ReservedRanges, .. message.ExtensionRanges]);
        _declarations.CheckRanges(message);
        CheckReservedNames(message, message.ReservedNames);
        if (message.Options.Exists(
            static option => option is { Name: [{ Name: "message_set_wire_format" }], Value.Text: "true" })
            && (file.Syntax == "proto3" || message.Fields.Count > 0))
        {
            throw Invalid(message.Place, "A message set holds extensions only; proto3 has none.");
        }

        if (message.Options.Exists(static option => option is { Name: [{ Name: "map_entry" }] }))
        {
            throw Invalid(message.Place, "A map is declared as map<key, value>.");
        }

        var numbers = new Dictionary<int, string>();
        var jsonNames = new HashSet<string>(StringComparer.Ordinal);
        var impliedNames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in message.Fields)
        {
            CheckField(field);
            if (!numbers.TryAdd(field.Number, field.Name))
            {
                throw Invalid(
                    field.Place, $"{field.Name} has the number {field.Number}, as {numbers[field.Number]} has.");
            }

            var isOwnName = jsonNames.Add(JsonNames.Of(field)) & impliedNames.Add(JsonNames.Implied(field.Name));
            if (file.Syntax == "proto3" && !isOwnName)
            {
                throw Invalid(field.Place, $"{field.Name} has the JSON name of another field.");
            }

            if (message.ReservedNames.Contains(field.Name)
                || Holds(message.ReservedRanges, field.Number) || Holds(message.ExtensionRanges, field.Number))
            {
                throw Invalid(field.Place, $"The name {field.Name} or the number {field.Number} is reserved.");
            }
        }
    }

    private void CheckReservedNames(ProtoNode node, List<string> names)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw Invalid(node.Place, $"{node.Name} sets a name aside twice.");
        }
    }

    /// <summary>A number is set aside once.</summary>
    private void CheckRanges(RangeNode[] ranges)
    {
        Array.Sort(ranges, static (left, right) => left.Start.CompareTo(right.Start));
        for (var index = 1; index < ranges.Length; index++)
        {
            if (ranges[index].Start <= ranges[index - 1].End)
            {
                throw Invalid(ranges[index].At, $"The number {ranges[index].Start} is set aside twice.");
            }
        }
    }

    private void CheckField(FieldNode field)
    {
        if (field.Default is { } value)
        {
            CheckDefault(field, value);
        }

        if (field.JsonName is ['[', .., ']'])
        {
            throw Invalid(field.Place, $"The JSON name of {field.Name} has brackets, as extensions' have.");
        }

        _features.CheckField(field);
    }

    private void CheckDefault(FieldNode field, OptionValue value)
    {
        if (file.Syntax == "proto3")
        {
            throw Invalid(value.Place, "proto3 has no defaults of its own.");
        }

        if (field.Label == FieldLabel.Repeated || field.Kind is ProtoKind.Message or ProtoKind.Group)
        {
            throw Invalid(value.Place, "Only a single value, and no message, has a default.");
        }

        var isSound = field.Kind == ProtoKind.Enum
            ? symbols.Find(field.TypeName) is EnumNode type && type.Values.Exists(known => known.Name == value.Text)
            : DefaultText.Of(field.Kind, value) is not null;
        if (!isSound)
        {
            throw Invalid(value.Place, $"The default of {field.Name} is no {ProtoKinds.NameOf(field.Kind)}.");
        }
    }

    private void CheckEnum(EnumNode type)
    {
        CheckVisibility(type);
        _features.CheckEnum(type);
        CheckReservedNames(type, type.ReservedNames);
        if (file.Syntax != "proto2" && EnumNames.FindConflict(type) is { } conflict)
        {
            throw Invalid(
                conflict.Place, $"{conflict.Name} differs from another value by case or the enum's name only.");
        }

        CheckRanges([.. type.ReservedRanges]);
        var allowsAlias = type.Options.Exists(
            static option => option is { Name: [{ Name: "allow_alias" }], Value.Text: "true" });
        var numbers = new HashSet<int>();
        foreach (var value in type.Values)
        {
            if (!numbers.Add(value.Number) && !allowsAlias)
            {
                throw Invalid(
                    value.Place, $"The number {value.Number} is another value's too; option allow_alias allows that.");
            }

            if (type.ReservedNames.Contains(value.Name) || Holds(type.ReservedRanges, value.Number))
            {
                throw Invalid(value.Place, $"The name {value.Name} or the number {value.Number} is reserved.");
            }
        }

        if (allowsAlias && numbers.Count == type.Values.Count)
        {
            throw Invalid(type.Place, $"{type.Name} allows aliases and has none.");
        }
    }

    private void CheckExtension(FieldNode extension)
    {
        CheckField(extension);
        var isOption = extension.Extendee!.StartsWith(OptionsPackage, StringComparison.Ordinal)
            && extension.Extendee.EndsWith("Options", StringComparison.Ordinal);
        if (file.Syntax == "proto3" && !isOption)
        {
            throw Invalid(extension.ExtendeePlace, "proto3 extends options only.");
        }

        if (symbols.Find(extension.Extendee) is not MessageNode extendee
            || !Holds(extendee.ExtensionRanges, extension.Number))
        {
            throw Invalid(
                extension.Place, $"{extension.Extendee} does not let the number {extension.Number} be an extension.");
        }

        _declarations.CheckExtension(extension, extendee);
        if (!extended.TryAdd((extension.Extendee, extension.Number), extension.FullName))
        {
            var other = extended[(extension.Extendee, extension.Number)];
            throw Invalid(extension.Place, $"{extension.Name} has the number {extension.Number}, as {other} has.");
        }

        if (extension.Label == FieldLabel.Required)
        {
            throw Invalid(extension.Place, "An extension cannot be required.");
        }
    }

    private void CheckVisibility(ProtoNode type)
    {
        if (SymbolVisibilities.IsTooOpen(type, file))
        {
            throw Invalid(type.Place, $"{type.Name} is nested, so a STRICT file does not export it.");
        }
    }

    private static bool Holds(List<RangeNode> ranges, int number) =>
        ranges.Exists(range => range.Start <= number && number <= range.End);

    private GrpcImportException Invalid(ProtoPlace place, string message) =>
        ProtoErrors.Invalid(file.Path, place, message);
}
