using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>How the type of a choice's value is told.</summary>
/// <remarks>
/// Shape: by the discriminator's value where there is one and it is known; else, and of what that leaves, the member
/// whose required properties are all there and whose declared properties are met most; a discriminator within some
/// members then tells those apart. Values that are no objects go to the wrapped member of their kind.
/// </remarks>
internal sealed class MemberChoice
{
    /// <summary>Members told by their properties; further ones are told by a discriminator alone.</summary>
    public const int ScoredMax = 64;

    /// <summary>Null where there is none for all members.</summary>
    public MemberDiscriminator? Discriminator { get; init; }

    /// <summary>Those within some members, outer ones first.</summary>
    public required MemberDiscriminator[] Within { get; init; }

    public required Member[] Members { get; init; }

    /// <summary>By property in quotes: which members declare it.</summary>
    public required Utf8Map<PropertyOwners> Owners { get; init; }

    /// <param name="Row">Null where nothing of this type was asked for and none can stand here.</param>
    /// <param name="RequiredCount">How many properties an object of this type always has.</param>
    /// <param name="WrappedToken">First byte class of a wrapped value; 0 for objects.</param>
    internal sealed record Member(AnswerRow Row, int RequiredCount, byte WrappedToken);

    /// <param name="Name">In quotes.</param>
    /// <param name="Declared">Bit i: member i declares it.</param>
    /// <param name="Required">Bit i: member i always has it.</param>
    /// <param name="Constants">Members for which only some values will do.</param>
    internal sealed record PropertyOwners(byte[] Name, ulong Declared, ulong Required, Constant[] Constants);

    /// <param name="Property">In quotes.</param>
    /// <param name="ByValue">By its value in quotes.</param>
    /// <param name="Scope">Of which members it tells.</param>
    internal sealed record MemberDiscriminator(byte[] Property, Utf8Map<MemberSet> ByValue, int[] Scope);

    /// <param name="Value">Of a discriminator, in quotes.</param>
    /// <param name="Members">The indexes of those that it leaves: one, or several.</param>
    internal sealed record MemberSet(byte[] Value, int[] Members);

    /// <param name="Index">Of the member.</param>
    internal readonly record struct Constant(int Index, EnumWire Values);
}
