using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Planning;

/// <summary>A plan as text that people read and tests compare.</summary>
/// <remarks>
/// Shape: fetches in their order, each with what it waits for, the entities it fills and what it asks for; where the
/// plan says why, the reasons are lines that start with <c>#</c>.
/// </remarks>
internal static class PlanPrinter
{
    public static string Print(QueryPlan plan)
    {
        var text = new StringBuilder();
        foreach (var fetch in plan.Fetches)
        {
            text.Append("fetch ").Append(fetch.Id).Append(' ').Append(fetch.Source);
            if (fetch.Operation != OperationType.Query)
            {
                text.Append(' ').Append(fetch.Operation.ToString().ToLowerInvariant());
            }

            text.Append(fetch.DependsOn.Count == 0 ? "" : $" after {string.Join(", ", fetch.DependsOn)}").Append('\n');
            foreach (var argument in fetch.Contexts.Select(static context => context.Coordinate).Distinct())
            {
                text.Append("  context ").Append(argument).Append('\n');
            }

            foreach (var part in fetch.Parts)
            {
                WritePart(text, part, plan.Variables);
            }

            foreach (var link in fetch.Links)
            {
                text.Append("  link ").Append(link.Shape.Type.Name).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void WritePart(StringBuilder text, FetchPart part, OperationVariables variables)
    {
        if (part.Lookup is { } lookup)
        {
            text.Append("  ").Append(lookup.Kind.ToString().ToLowerInvariant()).Append(' ')
                .Append(part.Selection.Type.Name);
            if (lookup.Field is { } field)
            {
                text.Append(" by ").Append(field.Name);
            }

            text.Append('(').AppendJoin(", ", lookup.Arguments).Append(") at ").Append(part.Targets.Length)
                .Append(part.Targets.Length == 1 ? " place\n" : " places\n");
        }

        var indent = part.Lookup is null ? "  " : "    ";
        if (part.Reason is { } reason)
        {
            WriteReason(text, reason, indent);
        }

        if (part.Conditions.Length > 0)
        {
            text.Append(indent).Append("when ").Append(PlanConditions.Of(part.Conditions, variables)).Append('\n');
        }

        WriteSelection(text, part.Selection, indent, variables, part.Reason is not null);
    }

    private static void WriteReason(StringBuilder text, PartReason reason, string indent)
    {
        if (reason.Key is { } key)
        {
            text.Append(indent).Append("# by key ").Append(key).Append(" at ").AppendJoin(", ", reason.Places)
                .Append('\n');
        }

        if (reason.TellsType)
        {
            text.Append(indent).Append("# says of what type the objects are\n");
        }

        foreach (var (field, selection) in reason.Requirements)
        {
            text.Append(indent).Append("# ").Append(field).Append(" requires ").Append(selection).Append('\n');
        }

        foreach (var group in reason.Choices.GroupBy(static choice => string.Join(", ", choice.Others)))
        {
            text.Append(indent).Append("# ").AppendJoin(", ", group.Select(static choice => choice.Field))
                .Append(group.Key.Length == 0 ? ": no other source has it\n" : $": also in {group.Key}\n");
        }
    }

    private static void WriteSelection(
        StringBuilder text, FetchSelection selection, string indent, OperationVariables variables, bool explains)
    {
        foreach (var field in selection.Fields)
        {
            text.Append(indent);
            if (field.Types is { } types)
            {
                text.Append("on ").AppendJoin('|', types).Append(": ");
            }

            text.Append(field.ResponseName == field.Field.Name ? "" : $"{field.ResponseName}: ")
                .Append(field.Field.Name);
            if (field.Arguments.Count > 0)
            {
                text.Append('(').AppendJoin(", ", field.Arguments.Select(Describe)).Append(')');
            }

            if (field.Conditions.Count > 0)
            {
                text.Append(' ').Append(PlanConditions.Of(field.Conditions, variables));
            }

            text.Append(explains && field.IsHidden ? "  # for the plan\n" : "\n");
            if (field.Selection is { } child)
            {
                WriteSelection(text, child, indent + "  ", variables, explains);
            }
        }
    }

    private static string Describe(FetchArgument argument) => $"{argument.Definition.Name}: " + argument.Source switch
    {
        ArgumentSource.Key => $"key {argument.Indexes[0]}",
        ArgumentSource.Claim => $"claim {argument.Claim}",
        _ => Printer.Print(argument.Literal!),
    };
}
