using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>An input object literal names each field once. Source: GraphQL §5.6.3.</summary>
internal static class UniqueInputFieldNamesRule
{
    public static void Check(SdlContext context, DirectiveSite site)
    {
        if (site.Node is InputValueDefinitionNode { DefaultValue: { } defaultValue })
        {
            CheckValue(context, site.Document, defaultValue);
        }

        foreach (var directive in site.Directives.Elements())
        {
            CheckArguments(context, site.Document, directive.Arguments);
        }
    }

    private static void CheckArguments(
        SdlContext context, DocumentNode document, IReadOnlyList<ArgumentNode> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            CheckValue(context, document, arguments[index].Value);
        }
    }

    private static void CheckValue(SdlContext context, DocumentNode document, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Values)
                {
                    CheckValue(context, document, item);
                }

                break;
            case ObjectValueNode @object:
                CheckObject(context, document, @object);
                break;
        }
    }

    private static void CheckObject(SdlContext context, DocumentNode document, ObjectValueNode value)
    {
        var firsts = new Dictionary<Name, SchemaLocation>();
        foreach (var field in value.Fields)
        {
            var location = new SchemaLocation(document, field.Name.Start);
            if (!firsts.TryAdd(field.Name, location))
            {
                context.Report(
                    SchemaErrorCodes.InputFieldGivenTwice,
                    $"The input field \"{field.Name}\" is given more than once.",
                    firsts[field.Name],
                    location);
            }

            CheckValue(context, document, field.Value);
        }
    }
}
