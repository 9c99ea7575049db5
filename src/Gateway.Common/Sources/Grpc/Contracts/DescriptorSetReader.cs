using System.Globalization;
using Gateway.Common.Sources.Grpc.Compiler;
using Gateway.Common.Sources.Grpc.Import;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>Reads a <c>FileDescriptorSet</c>: what <c>protoc -o</c> writes.</summary>
/// <remarks>
/// Shape: linear; extensions are passed over. Errors: <see cref="ProtoFormatException"/>. Source: descriptor.proto.
/// </remarks>
internal sealed class DescriptorSetReader(DescriptorNames names)
{
    /// <summary>Message types inside one another.</summary>
    public const int NestingMax = 64;

    private const int Edition2023 = 1000;

    private readonly ProtoContract _contract = new();
    private readonly List<(string Extendee, ProtoField Field)> _extensions = [];
    private DescriptorComments _comments = new(null);
    private string _package = "";

    public static ProtoContract Read(ReadOnlyMemory<byte> bytes)
    {
        var files = ProtoRecord.Parse(bytes).Records(1).ToList();
        var reader = new DescriptorSetReader(new DescriptorNames(files));
        foreach (var file in files)
        {
            reader.ReadFile(file);
        }

        reader.Extend();
        return reader._contract;
    }

    private void ReadFile(ProtoRecord file)
    {
        _package = file.Text(2);
        _comments = new DescriptorComments(file.Record(9));
        var syntax = file.Text(12);
        if (syntax == "editions" && file.Number(14) > ProtoParser.Edition2024)
        {
            throw new GrpcImportException(
                GrpcImportCodes.Unreadable,
                $"{file.Text(1)} is of an edition after 2024 ({file.Number(14)}), whose defaults are not known here.",
                file.Text(1));
        }

        var features = syntax switch
        {
            "proto3" => ProtoFeatures.Proto3,
            "editions" when file.Number(14) >= Edition2023 => ProtoFeatures.Edition2023,
            _ => ProtoFeatures.Proto2,
        };
        features = features.With(file.Record(8)?.Record(50));
        var place = new Place(_package, "", features, 0);
        ReadTypes(file, messages: 4, enums: 5, place);
        ReadExtensions(file, 7, place);
        var index = 0;
        foreach (var service in file.Records(6))
        {
            ReadService(service, $"6.{index++}");
        }
    }

    private void ReadTypes(ProtoRecord parent, int messages, int enums, Place place)
    {
        var index = 0;
        foreach (var message in parent.Records(messages))
        {
            ReadMessage(message, place.Child(messages, index++));
        }

        index = 0;
        foreach (var type in parent.Records(enums))
        {
            ReadEnum(type, place.Child(enums, index++));
        }
    }

    private void ReadMessage(ProtoRecord record, Place place)
    {
        if (place.Depth > NestingMax)
        {
            throw new ProtoFormatException("Message types nested too deep", 0);
        }

        var options = record.Record(7);
        var features = place.Features.With(options?.Record(12));
        var message = new ProtoMessage(place.NameOf(record.Text(1)), _package, _comments.Find(place.Path))
        {
            IsMapEntry = options?.Flag(7) == true,
        };
        _contract.Messages.TryAdd(message.FullName, message);
        var index = 0;
        foreach (var oneof in record.Records(8))
        {
            message.Oneofs.Add(new ProtoOneof(oneof.Text(1), _comments.Find($"{place.Path}.8.{index++}")));
        }

        index = 0;
        foreach (var field in record.Records(2))
        {
            message.Fields.Add(ReadField(field, features, message.FullName, $"{place.Path}.2.{index++}"));
        }

        var inside = place with { Scope = message.FullName, Features = features };
        ReadTypes(record, messages: 3, enums: 4, inside);
        ReadExtensions(record, 6, inside);
    }

    private void ReadExtensions(ProtoRecord parent, int number, Place place)
    {
        var index = 0;
        foreach (var extension in parent.Records(number))
        {
            var field = ReadField(extension, place.Features, place.Scope, place.Child(number, index++).Path);
            _extensions.Add((
                names.Resolve(extension.Text(2), place.Scope),
                field with { Name = $"[{place.NameOf(field.Name)}]", Oneof = -1 }));
        }
    }

    /// <summary>Extensions are fields of what they extend; those of options say nothing of calls.</summary>
    private void Extend()
    {
        foreach (var (extendee, field) in _extensions)
        {
            if (!extendee.StartsWith("google.protobuf.", StringComparison.Ordinal)
                && _contract.Messages.TryGetValue(extendee, out var message)
                && !message.Fields.Exists(known => known.Number == field.Number))
            {
                message.Fields.Add(field);
            }
        }
    }

    private ProtoField ReadField(ProtoRecord record, ProtoFeatures inherited, string scope, string path)
    {
        var options = record.Record(8);
        var features = inherited.With(options?.Record(21));
        var kind = (ProtoKind)(record.Number(5) ?? 0);
        if (kind is ProtoKind.None or > ProtoKind.SInt64)
        {
            throw new ProtoFormatException($"A field type that does not exist ({record.Text(1)})", 0);
        }

        var label = record.Number(4);
        var isOptional = record.Flag(17);
        var behaviors = FieldBehaviors.Of(options);
        return new ProtoField(
            record.Text(1),
            record.Number(3) ?? 0,
            kind == ProtoKind.Message && features.IsDelimited ? ProtoKind.Group : kind,
            _comments.Find(path))
        {
            JsonName = record.Text(10) is { Length: > 0 } json ? json : record.Text(1),
            TypeName = names.Resolve(record.Text(6), scope),
            IsRepeated = label == 3,
            HasPresence = features.HasPresence || isOptional,
            IsPacked = options?.Number(2) is { } packed ? packed != 0 : features.IsPacked,
            Oneof = isOptional ? -1 : record.Number(9) ?? -1,
            IsDeprecated = options?.Flag(3) == true,
            IsDemanded = label == 2 || features.IsRequired,
            Default = record.Has(7) ? record.Text(7) : null,
            IsRequired = label == 2 || features.IsRequired || behaviors.Contains(FieldBehaviors.Required),
            IsOutputOnly = behaviors.Contains(FieldBehaviors.OutputOnly),
            IsInputOnly = behaviors.Contains(FieldBehaviors.InputOnly),
        };
    }

    private void ReadEnum(ProtoRecord record, Place place)
    {
        var features = place.Features.With(record.Record(3)?.Record(7));
        var type = new ProtoEnum(
            place.NameOf(record.Text(1)), _package, _comments.Find(place.Path), features.IsOpenEnum);
        _contract.Enums.TryAdd(type.FullName, type);
        var index = 0;
        foreach (var value in record.Records(2))
        {
            type.Values.Add(new ProtoEnumValue(
                value.Text(1),
                value.Number(2) ?? 0,
                _comments.Find($"{place.Path}.2.{index++}"),
                value.Record(3)?.Flag(1) == true));
        }
    }

    private void ReadService(ProtoRecord record, string path)
    {
        var name = _package.Length == 0 ? record.Text(1) : $"{_package}.{record.Text(1)}";
        var service = new ProtoService(name, _comments.Find(path));
        _contract.Services.Add(service);
        var index = 0;
        foreach (var method in record.Records(2))
        {
            var options = method.Record(4);
            service.Methods.Add(new ProtoMethod(
                method.Text(1),
                names.Resolve(method.Text(2), name),
                names.Resolve(method.Text(3), name),
                _comments.Find($"{path}.2.{index++}"))
            {
                IsClientStreaming = method.Flag(5),
                IsServerStreaming = method.Flag(6),
                IsSafe = MethodSafety.Of(options),
                IsDeprecated = options?.Flag(33) == true,
            });
        }
    }

    /// <param name="Scope">Full name of what is around.</param>
    /// <param name="Path">Of the comments.</param>
    private sealed record Place(string Scope, string Path, ProtoFeatures Features, int Depth)
    {
        public string NameOf(string name) => Scope.Length == 0 ? name : $"{Scope}.{name}";

        public Place Child(int field, int index)
        {
            var step = string.Create(CultureInfo.InvariantCulture, $"{field}.{index}");
            return this with { Path = Path.Length == 0 ? step : $"{Path}.{step}", Depth = Depth + 1 };
        }
    }
}
