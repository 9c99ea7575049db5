using Gateway.Common.Composition;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Sources.Local;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Sources.Soap;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Builds all that serves requests; the only place that knows every connector.</summary>
internal sealed class SnapshotBuilder(TimeProvider time)
{
    /// <returns>A snapshot, or none and every reason why.</returns>
    public SnapshotBuildResult Build(SnapshotSettings settings)
    {
        var (supergraph, found) = SupergraphBuilder.Build(settings);
        if (supergraph is null)
        {
            return new SnapshotBuildResult(null, [], found);
        }

        var diagnostics = found.ToList();
        if (settings.Policies is { } policies)
        {
            PolicyNames.Check(supergraph.Schema, policies, diagnostics);
        }

        if (settings.SupergraphFile is not null)
        {
            SourceAccess.CheckNames(settings.Sources, supergraph, diagnostics);
        }

        var sources = supergraph.Sources.ToDictionary(
            source => source.Name, source => Connect(source, settings, diagnostics), StringComparer.Ordinal);
        var shares = SharesOf(supergraph, diagnostics);
        var preparers = Enumerable.Range(0, shares.Groups).Select(group => new OperationPreparer(
            shares.Decide(supergraph, settings.OverrideLabels, group),
            sources,
            settings.Parser,
            settings.Validation,
            settings.Limits,
            settings.Watched,
            settings.Cost)
        { Group = group });
        var operations = new OperationCache([.. preparers], settings.OperationCache);
        var (documents, endpoints) = TrustedDocumentFolder.Read(settings.OperationsFolder, diagnostics);
        foreach (var document in documents)
        {
            for (var group = 0; group < shares.Groups; group++)
            {
                Warm(operations, document, group, diagnostics);
            }
        }

        var snapshot = diagnostics.Exists(static diagnostic => diagnostic.IsError)
            ? null
            : new GatewaySnapshot(supergraph, sources, new TrustedDocuments(documents), operations) { Shares = shares };
        return new SnapshotBuildResult(snapshot, endpoints, diagnostics);
    }

    private static OverrideShares SharesOf(Supergraph supergraph, List<SnapshotDiagnostic> diagnostics)
    {
        var shares = OverrideLabels.SharesOf(supergraph);
        if (shares.Count <= OverrideLabels.SharesMax)
        {
            return new OverrideShares(shares);
        }

        diagnostics.Add(new SnapshotDiagnostic(
            true,
            CompositionErrorCodes.OverrideSharesTooMany,
            $"Labels of @override ask for {shares.Count} different shares, more than {OverrideLabels.SharesMax}."));
        return OverrideShares.None;
    }

    private Source Connect(SourceSchema schema, SnapshotSettings settings, List<SnapshotDiagnostic> diagnostics)
    {
        var source = settings.Sources.FirstOrDefault(candidate => candidate.Name == schema.Name);
        if ((schema.Name == EmptyQuery.SourceName ? EmptyQuery.Source : source?.Local) is { } local)
        {
            return new BoundSource(
                schema.Name, schema.Schema, new LocalBinding(local.Fields), new LocalSender(local.Fields, time));
        }

        var options = SourceAccess.Of(schema, source, diagnostics);
        var transport = new SourceTransport(options, source?.Resilience ?? new ResilienceOptions(), time);
        return schema.Kind switch
        {
            SourceKind.Rest => new BoundSource(
                schema.Name, schema.Schema, new RestBinding(source?.Rest ?? RestOptions.Default), transport, transport),
            SourceKind.Soap => new BoundSource(
                schema.Name,
                schema.Schema,
                new SoapBinding((source?.Soap ?? SoapOptions.Default) with { Address = options.Address, Time = time }),
                transport,
                transport),
            SourceKind.Grpc => new BoundSource(
                schema.Name,
                schema.Schema,
                new GrpcBinding(source?.Grpc ?? GrpcOptions.Default),
                transport,
                transport),
            _ => new GraphQLSource(schema.Name, transport, transport)
            {
                BatchesVariables = source?.BatchesVariables == true,
            },
        };
    }

    /// <summary>A trusted document that does not run stops the start: its clients could not be helped later.</summary>
    private static void Warm(
        OperationCache operations, TrustedDocument document, int group, List<SnapshotDiagnostic> diagnostics)
    {
        if (operations.Get(document.Text, null, isTrusted: true, group).Error is { } error)
        {
            diagnostics.AddRange(error.Errors.Select(entry => new SnapshotDiagnostic(
                true,
                entry.Code,
                entry.Message,
                $"{document.Name}.graphql",
                entry.Locations is [var place, ..] ? place.Line : 0)));
        }
    }
}
