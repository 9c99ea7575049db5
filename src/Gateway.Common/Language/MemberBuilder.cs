namespace Gateway.Common.Language;

/// <summary>Makes what types hold of the tape: fields, input values and enum values.</summary>
internal static class MemberBuilder
{
    public static FieldDefinitionNode[] Fields(ref TapeReader tape)
    {
        if (tape.Kind != '{')
        {
            return [];
        }

        var fields = new FieldDefinitionNode[tape.Take().Extent];
        for (var index = 0; index < fields.Length; index++)
        {
            var start = tape.Start;
            var description = ValueBuilder.Description(ref tape);
            var name = tape.TakeName();
            var arguments = InputValues(ref tape, '(');
            var type = ValueBuilder.Type(ref tape);
            var directives = ExecutableBuilder.Directives(ref tape);
            fields[index] = new FieldDefinitionNode(
                description, name, arguments, type, directives, tape.SpanFrom(start));
        }

        tape.TakeEnding();
        return fields;
    }

    /// <param name="tape">The tape.</param>
    /// <param name="open">The bracket that starts them; there are none where it does not come next.</param>
    public static InputValueDefinitionNode[] InputValues(ref TapeReader tape, char open)
    {
        if (tape.Kind != open)
        {
            return [];
        }

        var inputs = new InputValueDefinitionNode[tape.Take().Extent];
        for (var index = 0; index < inputs.Length; index++)
        {
            var start = tape.Start;
            var description = ValueBuilder.Description(ref tape);
            var name = tape.TakeName();
            var type = ValueBuilder.Type(ref tape);
            var defaultValue = ValueBuilder.DefaultValue(ref tape);
            var directives = ExecutableBuilder.Directives(ref tape);
            inputs[index] = new InputValueDefinitionNode(
                description, name, type, defaultValue, directives, tape.SpanFrom(start));
        }

        tape.TakeEnding();
        return inputs;
    }

    public static EnumValueDefinitionNode[] EnumValues(ref TapeReader tape)
    {
        if (tape.Kind != '{')
        {
            return [];
        }

        var values = new EnumValueDefinitionNode[tape.Take().Extent];
        for (var index = 0; index < values.Length; index++)
        {
            var start = tape.Start;
            var description = ValueBuilder.Description(ref tape);
            var name = tape.TakeName();
            var directives = ExecutableBuilder.Directives(ref tape);
            values[index] = new EnumValueDefinitionNode(description, name, directives, tape.SpanFrom(start));
        }

        tape.TakeEnding();
        return values;
    }
}
