using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>Reads YAML into nodes with their lines.</summary>
/// <remarks>
/// Shape: YAML 1.2's core schema for plain scalars, aliases share their node, merge keys (<c>&lt;&lt;</c>) are
/// followed.
/// Each use of an alias counts all nodes below it against the bound, so that a small file cannot unfold into a huge
/// one.
/// Errors: <see cref="ContractException"/>. Source: YAML 1.2 §10.3.
/// </remarks>
internal sealed class YamlContract
{
    private static readonly Regex Number = new(
        @"^(-?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?)$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private readonly ContractDocument _document;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, (ContractNode Node, int Weight)> _anchors = [];
    private int _nodesLeft;

    private YamlContract(string text, ContractDocument document, int nodesMax)
    {
        _document = document;
        _parser = new Parser(new StringReader(text));
        _nodesLeft = nodesMax;
    }

    public static ContractNode Read(ReadOnlySpan<byte> utf8, ContractDocument document, int nodesMax)
    {
        var contract = new YamlContract(Encoding.UTF8.GetString(utf8), document, nodesMax);
        try
        {
            contract._parser.Consume<StreamStart>();
            contract._parser.Consume<DocumentStart>();
            return contract.ReadNode(depth: 0);
        }
        catch (YamlException error)
        {
            var line = (int)error.Start.Line;
            throw new ContractException(
                ContractCodes.Malformed, $"This is not valid YAML: {error.Message}", document.Path, line);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The library's own trouble with text that goes on where none may: it names no place.
            var line = (int)(contract._parser.Current?.End.Line ?? 1);
            throw new ContractException(
                ContractCodes.Malformed, "This is not valid YAML, here or a little further on.", document.Path, line);
        }
    }

    private ContractNode ReadNode(int depth)
    {
        var line = (int)_parser.Current!.Start.Line;
        if (depth > JsonContract.DepthMax)
        {
            throw new ContractException(ContractCodes.TooLarge, "The contract nests too deep.", _document.Path, line);
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value, out var anchored))
            {
                throw new ContractException(
                    ContractCodes.Malformed,
                    $"No anchor {alias.Value} stands before this alias.",
                    _document.Path,
                    line);
            }

            Charge(anchored.Weight, line);
            return anchored.Node;
        }

        if (_parser.Current is not NodeEvent { Anchor: var anchor })
        {
            throw new ContractException(
                ContractCodes.Malformed, "This is not valid YAML: a key or a value is missing.", _document.Path, line);
        }

        var before = _nodesLeft;
        Charge(1, line);
        var node = ReadContent(depth, line);
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (node, before - _nodesLeft);
        }

        return node;
    }

    private ContractNode ReadContent(int depth, int line)
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return ReadScalar(scalar, line);
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<ContractNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return ContractNode.Array([.. items], _document, line);
        }

        _parser.Consume<MappingStart>();
        return ReadMapping(depth, line);
    }

    private ContractNode ReadMapping(int depth, int line)
    {
        var members = new List<KeyValuePair<string, ContractNode>>();
        var merged = new List<KeyValuePair<string, ContractNode>>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var isPlain = _parser.Current is Scalar { Style: ScalarStyle.Plain };
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (isPlain && key.Text == "<<")
            {
                merged.AddRange(value.IsObject ? value.Members : value.Items.SelectMany(static item => item.Members));
                Charge(merged.Count, line);
            }
            else
            {
                members.Add(new(key.Text, value));
            }
        }

        members.AddRange(merged);
        return ContractNode.Object([.. members], _document, line);
    }

    private ContractNode ReadScalar(Scalar scalar, int line)
    {
        var text = scalar.Value;
        var kind = scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str"
            ? ContractNodeKind.String
            : text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => ContractNodeKind.Null,
                "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ContractNodeKind.Boolean,
                _ => Number.IsMatch(text) ? ContractNodeKind.Number : ContractNodeKind.String,
            };
        return ContractNode.Scalar(
            kind, kind == ContractNodeKind.Boolean ? text.ToLowerInvariant() : text, _document, line);
    }

    private void Charge(int nodes, int line)
    {
        _nodesLeft -= nodes;
        if (_nodesLeft < 0)
        {
            throw new ContractException(
                ContractCodes.TooLarge, "The contract has too many values.", _document.Path, line);
        }
    }
}
