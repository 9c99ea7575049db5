using Gateway.Common.Composition;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Sources.Local;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Sources.Soap;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>One source as a snapshot is built from it.</summary>
internal sealed record SourceSettings
{
    public required string Name { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>The contract's file; null for local sources.</summary>
    public string? Contract { get; init; }

    /// <summary>Nothing of the contract is read outside of it; null: the contract file's own.</summary>
    public string? ContractFolder { get; init; }

    /// <summary>Whether the server is asked for the contract, in place of a file.</summary>
    public bool IsReflected { get; init; }

    /// <summary>What it told, as a descriptor set; null until it was asked.</summary>
    public ReadOnlyMemory<byte>? Reflected { get; init; }

    public string? Overlay { get; init; }

    /// <summary>Null for local sources, and where the supergraph names it.</summary>
    public Uri? Address { get; init; }

    /// <summary>Null for local sources; its address is filled in when it is connected.</summary>
    public SourceTransportOptions? Transport { get; init; }

    /// <summary>Whether a pass-through route goes there, so that it need be no part of the supergraph.</summary>
    public bool IsPassThrough { get; init; }

    /// <summary>Whether a GraphQL source takes a list of variables.</summary>
    public bool BatchesVariables { get; init; }

    public RestOptions Rest { get; init; } = RestOptions.Default;

    /// <summary>What a SOAP source's calls carry; its address and clock are filled in when it is connected.</summary>
    public SoapOptions Soap { get; init; } = SoapOptions.Default;

    public GrpcOptions Grpc { get; init; } = GrpcOptions.Default;

    public ResilienceOptions Resilience { get; init; } = new();

    /// <summary>Of a local source: its SDL and resolvers.</summary>
    public LocalSource? Local { get; init; }
}

/// <summary>Fields that the host itself resolves.</summary>
/// <param name="Sdl">Their types, marked <c>@local</c>.</param>
/// <param name="Fields">Their resolvers.</param>
internal sealed record LocalSource(string Sdl, LocalFields Fields);
