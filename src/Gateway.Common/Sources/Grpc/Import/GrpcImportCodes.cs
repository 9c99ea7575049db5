namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>What can be found about a protobuf contract. Never renamed.</summary>
internal static class GrpcImportCodes
{
    /// <summary>Not a descriptor set, or not protobuf's language.</summary>
    public const string Unreadable = "PROTO_UNREADABLE";

    /// <summary>An imported file that is not in the contract's folder.</summary>
    public const string ImportMissing = "PROTO_IMPORT_MISSING";

    /// <summary>A name that nothing declares.</summary>
    public const string Unresolved = "PROTO_UNRESOLVED";

    /// <summary>What protobuf's grammar allows and its rules do not.</summary>
    public const string Invalid = "PROTO_INVALID";

    /// <summary>No service with a method that can be called.</summary>
    public const string NoOperations = "PROTO_NO_OPERATIONS";

    /// <summary>What this gateway does not carry; the message says what becomes of it.</summary>
    public const string NotSupported = "PROTO_NOT_SUPPORTED";

    /// <summary>A server that did not give its contract when it was asked for it.</summary>
    public const string ReflectionFailed = "PROTO_REFLECTION_FAILED";

    public const string TooLarge = "PROTO_TOO_LARGE";
}
