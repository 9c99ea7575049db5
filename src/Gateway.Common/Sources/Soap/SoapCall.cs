using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Sources.Soap.Wire;

namespace Gateway.Common.Sources.Soap;

/// <summary>One operation: an envelope out, an envelope or a fault back.</summary>
/// <remarks>Source: SOAP 1.1 §6 (HTTP); SOAP 1.2 Part 2 §7 (HTTP binding).</remarks>
internal sealed class SoapCall : CompiledCall
{
    private readonly SoapDirective _soap;
    private readonly EnvelopeTemplate _request;
    private readonly AnswerPlan _answer;
    private readonly FaultCodes _faults;
    private readonly MessageHeaders _headers;
    private readonly string _envelopeType;
    private readonly string _action;
    private readonly string _contentType;
    private readonly KeyValuePair<string, string>? _actionHeader;

    public SoapCall(FetchField field, SoapOptions options)
    {
        _soap = SoapDirective.Of(field.Field);
        IsIdempotent = _soap.IsSafe ?? field.Field.DeclaringType.Name != "Mutation";
        _request = EnvelopeTemplate.Compile(field.Field, _soap);
        _answer = AnswerPlan.Compile(field, _soap);
        _faults = new FaultCodes(_soap, _answer.Namespaces);
        _headers = new MessageHeaders(_soap, options);
        _envelopeType = _soap.IsSoap12 ? "application/soap+xml" : "text/xml";
        var action = _action = _soap.Action.Replace("\"", "%22", StringComparison.Ordinal);
        if (_soap.IsSoap12)
        {
            _contentType = action.Length == 0
                ? "application/soap+xml; charset=utf-8"
                : $"application/soap+xml; charset=utf-8; action=\"{action}\"";
        }
        else
        {
            _contentType = "text/xml; charset=utf-8";
            _actionHeader = new KeyValuePair<string, string>("SOAPAction", $"\"{action}\"");
        }
    }

    public override bool IsIdempotent { get; }

    public override void Prepare(CallArguments arguments, SourceRequest request)
    {
        request.Method = HttpMethod.Post;
        request.ContentType = _contentType;
        request.Accept = _soap.IsSoap12 ? "application/soap+xml, text/xml" : "text/xml, application/soap+xml";
        request.Accept += _soap.IsMtom ? ", multipart/related" : "";
        request.IsIdempotent = IsIdempotent;
        request.ReadsServerErrors = true;
        if (_actionHeader is { } header)
        {
            request.Headers.Add(header);
        }

        if (!_soap.IsMtom)
        {
            _request.Write(arguments, request, _headers);
            return;
        }

        var body = new MtomBody(request, _envelopeType);
        _request.Write(arguments, body, _headers);
        body.Finish(_soap.IsSoap12 ? _action : null);
    }

    public override Cell Read(ResultStore store, SourceResponse response) =>
        AnswerReader.Read(_answer, _faults, store, response);
}
