using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Planning;

/// <summary>A plan as text that people read and tests compare.</summary>
/// <remarks>
/// Shape: fetches in their order, each with what it waits for, the entities it fills and what it asks
/// for.
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
            foreach (var part in fetch.Parts)
            {
                WritePart(text, part);
            }

            foreach (var link in fetch.Links)
            {
                text.Append("  link ").Append(link.Shape.Type.Name).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void WritePart(StringBuilder text, FetchPart part)
    {
        if (part.Lookup is { } lookup)
        {
            text.Append("  ").Append(lookup.Kind.ToString().ToLowerInvariant()).Append(' ')
                .Append(part.Selection.Type.Name);
            if (lookup.Field is { } field)
            {
                text.Append(" by ").Append(field.Name);
            }

            text.Append('(').AppendJoin(", ", lookup.Arguments).Append(") at ").Append(part.Targets.Count)
                .Append(part.Targets.Count == 1 ? " place\n" : " places\n");
        }

        WriteSelection(text, part.Selection, part.Lookup is null ? "  " : "    ");
    }

    private static void WriteSelection(StringBuilder text, FetchSelection selection, string indent)
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

            text.Append('\n');
            if (field.Selection is { } child)
            {
                WriteSelection(text, child, indent + "  ");
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
