using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>An input object literal names each field once. Source: GraphQL §5.6.3.</summary>
internal static class UniqueInputFieldNamesRule
{
    public static void Check(SdlContext context)
    {
        foreach (var site in context.Sites)
        {
            if (site.Node is InputValueDefinitionNode { DefaultValue: { } defaultValue })
            {
                CheckValue(context, site.Owner, defaultValue);
            }

            foreach (var directive in site.Directives)
            {
                foreach (var argument in directive.Arguments)
                {
                    CheckValue(context, site.Owner, argument.Value);
                }
            }
        }
    }

    private static void CheckValue(SdlContext context, SdlDefinition owner, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Values)
                {
                    CheckValue(context, owner, item);
                }

                break;
            case ObjectValueNode @object:
                CheckObject(context, owner, @object);
                break;
        }
    }

    private static void CheckObject(SdlContext context, SdlDefinition owner, ObjectValueNode value)
    {
        var firsts = new Dictionary<Name, SchemaLocation>();
        foreach (var field in value.Fields)
        {
            var location = owner.At(field.Name);
            if (!firsts.TryAdd(field.Name, location))
            {
                context.Report(
                    SchemaErrorCodes.InputFieldGivenTwice,
                    $"The input field \"{field.Name}\" is given more than once.",
                    firsts[field.Name],
                    location);
            }

            CheckValue(context, owner, field.Value);
        }
    }
}
