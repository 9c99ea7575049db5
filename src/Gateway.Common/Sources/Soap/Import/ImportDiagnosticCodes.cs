namespace Gateway.Common.Sources.Soap.Import;

/// <summary>What can be found about a WSDL contract. Never renamed.</summary>
internal static class ImportDiagnosticCodes
{
    /// <summary>Not XML, or XML that is refused: a document type declaration, too deep, too large.</summary>
    public const string Unreadable = "WSDL_UNREADABLE";

    /// <summary>No WSDL 1.1 document.</summary>
    public const string NotWsdl = "WSDL_NOT_WSDL";

    /// <summary>An imported file that is absent, or on the network.</summary>
    public const string ImportMissing = "WSDL_IMPORT_MISSING";

    /// <summary>A name that nothing declares.</summary>
    public const string Unresolved = "WSDL_UNRESOLVED";

    /// <summary>What this gateway does not carry; the message says what stands in.</summary>
    public const string NotSupported = "WSDL_NOT_SUPPORTED";

    /// <summary>No operation with a SOAP binding.</summary>
    public const string NoOperations = "WSDL_NO_OPERATIONS";

    public const string TooLarge = "WSDL_TOO_LARGE";
}
