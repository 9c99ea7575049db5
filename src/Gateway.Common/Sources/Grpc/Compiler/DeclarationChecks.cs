namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>What a message says beforehand of its extensions, and whether they are so.</summary>
/// <remarks>
/// Shape: a range that declares any declares all. Errors: as <see cref="ProtoErrors.Invalid"/>.
/// Source: Protocol Buffers, Extension Declarations; ExtensionRangeOptions in descriptor.proto.
/// </remarks>
internal sealed class DeclarationChecks(FileNode file)
{
    public void CheckRanges(MessageNode message)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var range in message.ExtensionRanges)
        {
            var numbers = new HashSet<string>(StringComparer.Ordinal);
            foreach (var declaration in Declarations(range))
            {
                CheckDeclaration(range, declaration);
                Refuse(
                    range.At,
                    !numbers.Add(Text(declaration, "number")!),
                    $"The extension {Text(declaration, "number")} is declared twice.");
                Refuse(
                    range.At,
                    Text(declaration, "full_name") is { } name && !names.Add(name),
                    $"The extension {Text(declaration, "full_name")} is declared twice.");
            }

            Refuse(
                range.At,
                numbers.Count > 0 && Verification(range) == "UNVERIFIED",
                "A range that declares extensions is verified.");
        }
    }

    /// <param name="extension">Within a range of what it extends.</param>
    public void CheckExtension(FieldNode extension, MessageNode extendee)
    {
        var range = extendee.ExtensionRanges.Find(
            range => range.Start <= extension.Number && extension.Number <= range.End)!;
        var declarations = Declarations(range).ToList();
        if (declarations.Count == 0 && Verification(range) != "DECLARATION")
        {
            return;
        }

        var number = extension.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var declaration = declarations.Find(declaration => Text(declaration, "number") == number);
        var place = extension.Place;
        Refuse(place, declaration is null, $"{extendee.FullName} declares no extension {number}.");
        Refuse(place, IsTrue(declaration!, "reserved"), $"{extendee.FullName} sets the extension {number} aside.");
        var type = extension.TypeName.Length > 0 ? $".{extension.TypeName}" : ProtoKinds.NameOf(extension.Kind);
        var isSame = Text(declaration!, "full_name") == $".{extension.FullName}"
            && Text(declaration!, "type")!.Equals(type, StringComparison.OrdinalIgnoreCase)
            && IsTrue(declaration!, "repeated") == (extension.Label == FieldLabel.Repeated);
        Refuse(place, !isSame, $"{extendee.FullName} declares the extension {number} otherwise.");
    }

    private void CheckDeclaration(RangeNode range, OptionValue declaration)
    {
        var isWithin = int.TryParse(Text(declaration, "number"), out var number)
            && range.Start <= number && number <= range.End;
        Refuse(range.At, !isWithin, "A declared extension has a number of its range.");
        var (name, type) = (Text(declaration, "full_name"), Text(declaration, "type"));
        Refuse(
            range.At,
            (name is null) != (type is null) || (name is null && !IsTrue(declaration, "reserved")),
            $"The extension {number} is declared with a full_name and a type.");
        Refuse(range.At, name is not null and not ['.', ..], $"{name} begins with a dot, as a full name.");
        Refuse(
            range.At,
            type is not null and not ['.', ..] && MemberParser.ScalarKind(type) == ProtoKind.None,
            $"{type} is no scalar, and no full name with a dot.");
    }

    private static IEnumerable<OptionValue> Declarations(RangeNode range) => range.Options
        .Where(static option => option.Name is [{ Name: "declaration", IsExtension: false }])
        .Select(static option => option.Value);

    private static string? Verification(RangeNode range) => range.Options
        .Find(static option => option.Name is [{ Name: "verification", IsExtension: false }])?.Value.Text;

    private static string? Text(OptionValue declaration, string member) =>
        declaration.Members.FirstOrDefault(pair => pair.Name.Name == member).Value?.Text;

    private static bool IsTrue(OptionValue declaration, string member) =>
        Text(declaration, member) is "true" or "t" or "1";

    private void Refuse(ProtoPlace place, bool isWrong, string message)
    {
        if (isWrong)
        {
            throw ProtoErrors.Invalid(file.Path, place, message);
        }
    }
}
