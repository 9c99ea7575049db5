namespace Gateway.Common.Language;

/// <summary>Reads types as fields, arguments and variables refer to them. Source: GraphQL §2.12.</summary>
internal static class TypeReferenceParser
{
    /// <remarks>
    /// Type: NamedType | ListType | NonNullType; ListType: [ Type ]; NonNullType: NamedType ! | ListType !.
    /// </remarks>
    public static int ReadType(ref SourceScanner scanner, int at)
    {
        if (scanner[at] == '[')
        {
            scanner.Enter(at);
            scanner.Mark(at, 1);
            at = ReadType(ref scanner, scanner.Pass(at));
            if (scanner[at] != ']')
            {
                throw scanner.Expected(at, SyntaxErrors.Describe(TokenKind.BracketRight));
            }

            scanner.Leave();
            at = scanner.Close(at);
        }
        else
        {
            at = scanner.ReadName(at);
        }

        return scanner[at] == '!' ? scanner.Close(at) : at;
    }
}
