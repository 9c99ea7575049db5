using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Reads the types that join directives write as texts.</summary>
internal static class JoinTypes
{
    /// <param name="text">The type.</param>
    /// <param name="coordinate">What the directive stands on.</param>
    /// <exception cref="JoinException">The text is no type.</exception>
    public static TypeNode Read(string text, string coordinate)
    {
        try
        {
            return Parser.ParseType(text);
        }
        catch (SyntaxException fault)
        {
            throw new JoinException(
                coordinate, $"\"{text}\", which @join__field of {coordinate} says, is no type: {fault.Message}");
        }
    }
}
