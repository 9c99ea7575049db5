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
        _attributes = Of(arguments, static kind => kind == XmlNodeKind.Attribute);
        _contents = Of(arguments, static kind => kind is not (XmlNodeKind.Header or XmlNodeKind.Attribute));
        _hasRequest = soap.Request is not null;
        var request = _hasRequest ? compiler.Qualify(soap.Request!, soap.Namespace) : "";
        _head = Encoding.UTF8.GetBytes(Head(compiler.Namespaces, soap.IsSoap12));
        _bodyStart = Encoding.UTF8.GetBytes(_hasRequest ? $"<s:Body><{request}" : "<s:Body>");
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

    public void Write(CallArguments arguments, IBufferWriter<byte> body)
    {
        body.Write(_head);
        if (_headers.Length > 0)
        {
            body.Write("<s:Header>"u8);
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

    private static string Head(IReadOnlyList<string> namespaces, bool isSoap12)
    {
        var head = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"")
            .Append(isSoap12 ? NamespaceTable.Soap12Uri : NamespaceTable.Soap11Uri).Append('"');
        for (var index = 0; index < namespaces.Count; index++)
        {
            head.Append(CultureInfo.InvariantCulture, $" xmlns:n{index + 1}=\"")
                .Append(SecurityElement.Escape(namespaces[index])).Append('"');
        }

        return head.Append('>').ToString();
    }

    /// <param name="Index">Among the field's arguments.</param>
    private sealed record BoundArgument(int Index, FieldPlan Plan);
}
