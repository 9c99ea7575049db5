using System.Buffers;
using System.Globalization;
using System.Security;
using System.Text;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>An operation's envelope, ready but for its values.</summary>
/// <remarks>
/// Shape: namespaces are declared once on the envelope; arguments are written in their order, which is the contract's.
/// </remarks>
internal sealed class EnvelopeTemplate
{
    private readonly byte[] _head;
    private readonly byte[] _bodyStart;
    private readonly byte[] _requestEnd;
    private readonly byte[] _tail = "</s:Body></s:Envelope>"u8.ToArray();
    private readonly BoundArgument[] _headers;
    private readonly BoundArgument[] _attributes;
    private readonly BoundArgument[] _contents;
    private readonly bool _hasRequest;

    private EnvelopeTemplate(IReadOnlyList<BoundArgument> arguments, RequestCompiler compiler, SoapDirective soap)
    {
        _headers = Of(arguments, static kind => kind == XmlNodeKind.Header);
        _attributes = Of(arguments, IsAttribute);
        _contents = Of(arguments, static kind => kind != XmlNodeKind.Header && !IsAttribute(kind));
        _hasRequest = soap.Request is not null;
        var request = _hasRequest ? compiler.Qualify(soap.Request!, soap.Namespace) : "";
        _head = Encoding.UTF8.GetBytes(Head(compiler, soap.IsSoap12));
        var encoding = soap.IsEncoded
            ? $" s:encodingStyle=\"{(soap.IsSoap12 ? NamespaceTable.Encoding12Uri : NamespaceTable.Encoding11Uri)}\""
            : "";
        _bodyStart = Encoding.UTF8.GetBytes(_hasRequest ? $"<s:Body><{request}{encoding}" : "<s:Body>");
        _requestEnd = Encoding.UTF8.GetBytes($"</{request}>");
    }

    public static EnvelopeTemplate Compile(FieldDefinition field, SoapDirective soap)
    {
        var compiler = new RequestCompiler(soap);
        var arguments = new List<BoundArgument>();
        for (var index = 0; index < field.Arguments.Count; index++)
        {
            arguments.Add(new BoundArgument(index, compiler.Field(field.Arguments[index], declaringType: null)));
        }

        return new EnvelopeTemplate(arguments, compiler, soap);
    }

    /// <param name="arguments">The values.</param>
    /// <param name="body">Takes the envelope.</param>
    /// <param name="headers">What the source's settings and binding add to the header.</param>
    public void Write(CallArguments arguments, IBufferWriter<byte> body, MessageHeaders headers)
    {
        body.Write(_head);
        if (_headers.Length > 0 || headers.HasAny)
        {
            body.Write("<s:Header>"u8);
            headers.Write(body);
            WriteAll(_headers, arguments, body);
            body.Write("</s:Header>"u8);
        }

        body.Write(_bodyStart);
        if (_hasRequest)
        {
            WriteAll(_attributes, arguments, body);
            body.Write(">"u8);
        }

        WriteAll(_contents, arguments, body);
        if (_hasRequest)
        {
            body.Write(_requestEnd);
        }

        body.Write(_tail);
    }

    private static void WriteAll(BoundArgument[] bound, CallArguments arguments, IBufferWriter<byte> body)
    {
        foreach (var argument in bound)
        {
            ValueWriter.WriteField(body, argument.Plan, arguments[argument.Index], depth: 0);
        }
    }

    private static BoundArgument[] Of(IEnumerable<BoundArgument> arguments, Func<XmlNodeKind, bool> isWanted) =>
        [.. arguments.Where(argument => isWanted(argument.Plan.Kind))];

    private static bool IsAttribute(XmlNodeKind kind) => kind is XmlNodeKind.Attribute or XmlNodeKind.AnyAttribute;

    private static string Head(RequestCompiler compiler, bool isSoap12)
    {
        var namespaces = compiler.Namespaces;
        var head = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"")
            .Append(isSoap12 ? NamespaceTable.Soap12Uri : NamespaceTable.Soap11Uri).Append('"');
        for (var index = 0; index < namespaces.Count; index++)
        {
            head.Append(CultureInfo.InvariantCulture, $" xmlns:n{index + 1}=\"")
                .Append(SecurityElement.Escape(namespaces[index])).Append('"');
        }

        var instance = compiler.UsesInstance ? $" xmlns:xsi=\"{NamespaceTable.InstanceUri}\"" : "";
        return head.Append(instance).Append('>').ToString();
    }

    /// <param name="Index">Among the field's arguments.</param>
    private sealed record BoundArgument(int Index, FieldPlan Plan);
}
