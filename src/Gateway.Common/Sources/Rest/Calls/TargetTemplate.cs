using System.Text;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>A path template cut into text and parameters, ready to be filled.</summary>
/// <remarks>
/// Errors: <see cref="SourceException"/> for a value that would lead to another resource than the template's.
/// </remarks>
internal sealed class TargetTemplate
{
    private readonly (byte[] Text, ParameterPlan? Parameter)[] _parts;
    private readonly ParameterPlan[] _query;

    public TargetTemplate(string path, IReadOnlyList<ParameterPlan> parameters)
    {
        var inPath = parameters.Where(static parameter => parameter.Place == ParameterPlace.Path).ToArray();
        _parts = [.. PathParameters.Parts(path).Select(part => Compile(part.Text, part.IsName, inPath))];
        _query = [.. parameters.Where(static parameter => parameter.Place == ParameterPlace.Query)];
    }

    public string Fill(CallArguments arguments)
    {
        var text = new TextBuffer();
        try
        {
            FillPath(arguments, ref text);
            foreach (var parameter in _query)
            {
                var value = arguments[parameter.Argument];
                if (!value.IsEmpty && !value.SequenceEqual("null"u8))
                {
                    ParameterWriter.Write(parameter, value, ref text);
                }
            }

            return text.ToText();
        }
        finally
        {
            text.Dispose();
        }
    }

    private static (byte[] Text, ParameterPlan? Parameter) Compile(string text, bool isName, ParameterPlan[] inPath)
    {
        if (isName)
        {
            return ([], Array.Find(inPath, parameter => parameter.Name == text)
                ?? throw new SourceException(SourceErrorCodes.Failed, $"No argument fills {{{text}}} of the path."));
        }

        return (Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)
            .Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("%3F", "?", StringComparison.Ordinal)
            .Replace("%3D", "=", StringComparison.Ordinal)
            .Replace("%26", "&", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%40", "@", StringComparison.Ordinal)
            .Replace("%2C", ",", StringComparison.Ordinal)
            .Replace("%3B", ";", StringComparison.Ordinal)
            .Replace("%25", "%", StringComparison.Ordinal)), null);
    }

    private void FillPath(CallArguments arguments, ref TextBuffer text)
    {
        foreach (var (literal, parameter) in _parts)
        {
            if (parameter is null)
            {
                text.Append(literal);
                continue;
            }

            var start = text.Length;
            var value = arguments[parameter.Argument];
            if (!value.IsEmpty && !value.SequenceEqual("null"u8))
            {
                ParameterWriter.Write(parameter, value, ref text);
            }

            if (text.Length == start)
            {
                throw Refused(parameter);
            }
        }

        RefuseDots(text.Written);
    }

    /// <summary>
    /// A segment of dots alone is resolved away by clients and servers: <c>/products/..</c> is no product.
    /// </summary>
    private void RefuseDots(ReadOnlySpan<byte> path)
    {
        foreach (var range in path.Split((byte)'/'))
        {
            var segment = path[range];
            if (segment.SequenceEqual("."u8) || segment.SequenceEqual(".."u8))
            {
                throw Refused(Array.Find(_parts, static part => part.Parameter is not null).Parameter);
            }
        }
    }

    private static SourceException Refused(ParameterPlan? parameter) =>
        new(SourceErrorCodes.InvalidArgument, $"The value of {parameter?.Name ?? "the path"} cannot stand in a path.");
}
