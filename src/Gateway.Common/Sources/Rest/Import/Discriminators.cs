using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>
/// How a union's member is told by a property. Source: OpenAPI 3.1 §4.8.25; Swagger 2.0 has the property alone.
/// </summary>
internal static class Discriminators
{
    /// <param name="members">The union's members, with the schemas that they came from.</param>
    /// <returns>The directive as SDL; values that are the member's own name are left out.</returns>
    public static string Write(
        ImportSession session, ContractNode discriminator, IReadOnlyList<(string Sdl, SchemaUse Use)> members)
    {
        var property = discriminator.Kind == ContractNodeKind.String
            ? discriminator.Text
            : discriminator.FindText("propertyName") ?? "type";
        var pairs = new List<string>();
        var mapped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, target) in discriminator.Map("mapping"))
        {
            if (TypeOf(session, target, members) is { } type)
            {
                mapped.Add(type);
                Add(pairs, value, type);
            }
            else
            {
                session.Log.Warn(
                    ContractCodes.SchemaUnsound,
                    $"\"{value}\" of the discriminator's mapping names no member of the union.",
                    target);
            }
        }

        foreach (var (sdl, use) in members)
        {
            if (use.Name is not null && !mapped.Contains(sdl))
            {
                Add(pairs, use.Name, sdl);
            }
        }

        var mapping = pairs.Count == 0 ? "" : $", mapping: [{string.Join(", ", pairs)}]";
        return $"@discriminator(property: {SdlWriter.Quote(property)}{mapping})";
    }

    private static void Add(List<string> pairs, string value, string type)
    {
        if (value != type)
        {
            pairs.Add($"[{SdlWriter.Quote(value)}, {SdlWriter.Quote(type)}]");
        }
    }

    /// <summary>The member that a mapping's value names: by a component's name, or by reference.</summary>
    private static string? TypeOf(
        ImportSession session, ContractNode target, IReadOnlyList<(string Sdl, SchemaUse Use)> members)
    {
        // A name may have dots, as a file has: what is a member's name is meant so.
        if (members.FirstOrDefault(member => member.Use.Name == target.Text).Sdl is { } named)
        {
            return named;
        }

        if (target.Text.Contains('#', StringComparison.Ordinal) || target.Text.Contains('.', StringComparison.Ordinal))
        {
            var core = session.Uses.Of(session.Files.Follow(target, target.Text)).Core;
            return members.FirstOrDefault(member => member.Use.Core == core).Sdl;
        }

        return null;
    }
}
