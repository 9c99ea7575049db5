using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Types implement interfaces only, each once, never themselves, and all that those implement.</summary>
/// <remarks>Source: GraphQL §3.6, §3.7 Type Validation 3 and IsValidImplementation 1.</remarks>
internal static class DeclaredInterfacesRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        if (type is not ComplexType { DeclaredInterfaces: { Count: > 0 } faces } complex)
        {
            return;
        }

        var seen = new SeenTypes(faces.Elements());
        for (var index = 0; index < faces.Count; index++)
        {
            if (CheckDeclared(context, complex, faces[index], seen.IsFirst(index)))
            {
                CheckAncestors(context, complex, (InterfaceType)faces[index]);
            }
        }
    }

    private static bool CheckDeclared(
        TypeSystemContext context, ComplexType type, NamedType declared, bool isFirst)
    {
        var fault = declared switch
        {
            not InterfaceType => (
                SchemaErrorCodes.NotInterface, $"\"{type}\" implements \"{declared}\", which is no interface."),
            _ when declared == type =>
                (SchemaErrorCodes.InterfaceImplementsItself, $"The interface \"{type}\" implements itself."),
            _ when !isFirst =>
                (SchemaErrorCodes.InterfaceDeclaredTwice, $"\"{type}\" implements \"{declared}\" more than once."),
            _ => default((string Code, string Message)?),
        };
        if (fault is { } found)
        {
            context.Report(found.Code, found.Message, ImplementsNodes.Of(type, declared));
        }

        return fault is null;
    }

    private static void CheckAncestors(TypeSystemContext context, ComplexType type, InterfaceType face)
    {
        foreach (var ancestor in face.DeclaredInterfaces.Elements())
        {
            if (type.DeclaredInterfaces.Contains(ancestor))
            {
                continue;
            }

            context.Report(
                ancestor == type
                    ? SchemaErrorCodes.InterfaceImplementsItself
                    : SchemaErrorCodes.TransitiveInterfaceMissing,
                ancestor == type
                    ? $"\"{type}\" implements \"{face}\", which implements \"{type}\"."
                    : $"\"{type}\" must implement \"{ancestor}\" because \"{face}\" does.",
                [.. ImplementsNodes.Of(face, ancestor), .. ImplementsNodes.Of(type, face)]);
        }
    }
}
