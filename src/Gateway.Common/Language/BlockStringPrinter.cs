namespace Gateway.Common.Language;

/// <summary>Writes a value as a block string that means that value again.</summary>
/// <remarks>Source: GraphQL §2.10.4, the inverse of <c>BlockStringValue</c>.</remarks>
internal static class BlockStringPrinter
{
    /// <summary>UTF-16 units past which a single line stands on a line of its own.</summary>
    private const int InlineWidthMax = 70;

    /// <summary>
    /// Whether a block string can mean that value: one with outer blank lines or a common indent cannot.
    /// </summary>
    public static bool CanHold(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return true;
        }

        var isFirst = true;
        var isBlank = false;
        var allIndented = value.Contains((byte)'\n');
        var rest = value;
        while (!rest.IsEmpty && !(isFirst && isBlank))
        {
            isFirst = rest.Length == value.Length;
            var line = BlockString.TakeLine(ref rest);
            var blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
            isBlank = blanks < 0;
            allIndented &= blanks != 0;
        }

        return !isBlank && !allIndented && !value.Contains((byte)'\r') && value[^1] != '\n';
    }

    /// <param name="writer">Where to write, at its indentation.</param>
    /// <param name="value">The meaning, UTF-8.</param>
    /// <param name="isMinified">Only the line breaks that the meaning needs.</param>
    public static void Write(SyntaxWriter writer, ReadOnlySpan<byte> value, bool isMinified)
    {
        var isSingleLine = value.IndexOfAny((byte)'\n', (byte)'\r') < 0;
        // Were all later lines indented, reading back would take their indentation for the block's own.
        var needsLeadingBreak = !isSingleLine && LaterLinesAreIndented(value);
        var endsWithTripleQuotes = value.EndsWith("\"\"\""u8);
        var needsTrailingBreak = (value.EndsWith("\""u8) && !endsWithTripleQuotes) || value.EndsWith("\\"u8);
        var isSpread = !isMinified
            && (!isSingleLine
                || needsTrailingBreak
                || endsWithTripleQuotes
                || SourceLocation.Utf16Length(value) > InlineWidthMax);
        var keepsLeadingBlank = isSingleLine && !value.IsEmpty && value[0] is (byte)' ' or (byte)'\t';
        writer.Write("\"\"\""u8);
        if (needsLeadingBreak || (isSpread && !keepsLeadingBlank))
        {
            writer.NewLine();
        }

        WriteEscaped(writer, value);
        if (isSpread || needsTrailingBreak)
        {
            writer.NewLine();
        }

        writer.Write("\"\"\""u8);
    }

    private static bool LaterLinesAreIndented(ReadOnlySpan<byte> value)
    {
        var rest = value;
        BlockString.TakeLine(ref rest);
        while (!rest.IsEmpty)
        {
            var line = BlockString.TakeLine(ref rest);
            if (!line.IsEmpty && line[0] is not ((byte)' ' or (byte)'\t'))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteEscaped(SyntaxWriter writer, ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var stop = value.IndexOfAny((byte)'"', (byte)'\n');
            if (stop < 0)
            {
                writer.Write(value);
                return;
            }

            writer.Write(value[..stop]);
            value = value[stop..];
            if (value[0] == '\n')
            {
                writer.NewLine();
                value = value[1..];
            }
            else if (value.StartsWith("\"\"\""u8))
            {
                writer.Write("\\\"\"\""u8);
                value = value[3..];
            }
            else
            {
                writer.Write((byte)'"');
                value = value[1..];
            }
        }
    }
}
