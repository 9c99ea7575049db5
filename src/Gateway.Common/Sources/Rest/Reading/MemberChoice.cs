using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>How the type of a choice's value is told.</summary>
/// <remarks>
/// Shape: by the discriminator's value where there is one and it is known; else the member whose required properties
/// are all
/// there and whose declared properties are met most. Values that are no objects go to the wrapped member of their kind.
/// </remarks>
internal sealed class MemberChoice
{
    /// <summary>Members told by their properties; further ones are told by a discriminator alone.</summary>
    public const int ScoredMax = 64;

    /// <summary>The discriminator's property in quotes, or null.</summary>
    public byte[]? Discriminator { get; init; }

    /// <summary>By the discriminator's value in quotes.</summary>
    public required Utf8Map<Member> ByValue { get; init; }

    public required Member[] Members { get; init; }

    /// <summary>By property in quotes: which members declare it.</summary>
    public required Utf8Map<PropertyOwners> Owners { get; init; }

    /// <param name="Value">Of the discriminator, in quotes.</param>
    /// <param name="Row">Null where nothing of this type was asked for and none can stand here.</param>
    /// <param name="RequiredCount">How many properties an object of this type always has.</param>
    /// <param name="WrappedToken">First byte class of a wrapped value; 0 for objects.</param>
    internal sealed record Member(byte[] Value, AnswerRow Row, int RequiredCount, byte WrappedToken);

    /// <param name="Name">In quotes.</param>
    /// <param name="Declared">Bit i: member i declares it.</param>
    /// <param name="Required">Bit i: member i always has it.</param>
    /// <param name="Constants">Members for which only some values will do.</param>
    internal sealed record PropertyOwners(byte[] Name, ulong Declared, ulong Required, Constant[] Constants);

    /// <param name="Index">Of the member.</param>
    internal readonly record struct Constant(int Index, EnumWire Values);
}
