using System.Text;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Sources.Soap;
using Gateway.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Common.Tests.Sources.Faults;

/// <summary>One source of each kind that can give a thing, over real sockets.</summary>
internal static class FaultyGateway
{
    /// <summary>Bytes that a source may answer here.</summary>
    public const int ResponseBytesMax = 64 * 1024;

    /// <summary>What every kind is asked for.</summary>
    public const string Operation = "{ x: thing { y: name size } }";

    private static readonly ResilienceOptions OneTry = new()
    {
        TryTimeout = TimeSpan.FromSeconds(30),
        Retry = new RetryOptions { TriesMax = 1 },
    };

    private static readonly string Scalars = string.Join('\n', NamedScalars.All.Select(NamedScalars.Definition));

    public static HttpProtocols ProtocolOf(SourceKind kind) =>
        kind == SourceKind.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1;

    public static LocalGateway Over(SourceKind kind, Uri address, TimeProvider time) => LocalGateway.Compose(
        [("faulty", kind, SdlOf(kind))], source => Connect(source, address, time));

    /// <summary>A source as its kind has it, called once and no more.</summary>
    public static Source Connect(SourceSchema source, Uri address, TimeProvider time)
    {
        var options = new SourceTransportOptions
        {
            Name = source.Name,
            Address = address,
            ResponseBytesMax = ResponseBytesMax,
        };
        return Connect(source, new SourceTransport(options, OneTry, time));
    }

    /// <summary>The answer's data, then each error as <c>CODE path</c>.</summary>
    public static string Print(string response)
    {
        using var document = JsonDocument.Parse(response);
        var root = document.RootElement;
        var text = new StringBuilder(root.TryGetProperty("data", out var data) ? data.GetRawText() : "no data");
        foreach (var error in root.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : default)
        {
            var path = error.TryGetProperty("path", out var steps) ? string.Join('.', steps.EnumerateArray()) : "";
            var code = error.GetProperty("extensions").GetProperty("code").GetString();
            text.Append($" {code} {path}".TrimEnd());
        }

        return text.ToString();
    }

    private static Source Connect(SourceSchema source, SourceTransport transport) => source.Kind switch
    {
        SourceKind.GraphQL => new GraphQLSource(source.Name, transport, transport),
        SourceKind.Rest => Bound(source, new RestBinding(RestOptions.Default), transport),
        SourceKind.Soap => Bound(source, new SoapBinding(), transport),
        _ => Bound(source, new GrpcBinding(), transport),
    };

    private static BoundSource Bound(SourceSchema source, SourceBinding binding, SourceTransport transport) =>
        new(source.Name, source.Schema, binding, transport, transport);

    private static string SdlOf(SourceKind kind) => kind switch
    {
        SourceKind.GraphQL => "type Query { thing: Thing } type Thing { name: String size: Int }",
        SourceKind.Rest => $$"""
            type Query { thing: Thing @rest(method: "GET", path: "/thing") }
            type Thing { name: String size: Int }
            {{string.Join('\n', RestDirectives.Definitions.Append(WireName.Definition))}}
            {{Scalars}}
            """,
        SourceKind.Soap => """
            type Query {
              thing: Thing
                @soap(action: "urn:t/Get", namespace: "urn:t", request: "Get", response: "GetResponse", result: "thing")
            }
            type Thing { name: String size: Int }
            """,
        _ => """
            type Query { thing: Thing @grpc(service: "t.Things", method: "Get") }
            type Thing { name: String @proto(number: 1) size: Int @proto(number: 2) }
            """,
    };
}
