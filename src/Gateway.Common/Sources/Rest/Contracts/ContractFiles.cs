namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>The files of one contract, each read once, and the references between them.</summary>
/// <remarks>
/// Errors: a reference that leads nowhere is a warning, and what it stands for can be anything (an empty object);
/// <see cref="ContractException"/> for a malformed file and what is past a bound.
/// </remarks>
internal sealed class ContractFiles
{
    /// <summary>References that lead on to references.</summary>
    private const int HopsMax = 64;

    private readonly ContractFile _file;
    private readonly ImportOptions _options;
    private readonly ImportLog _log;
    private readonly Dictionary<string, ContractDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<(ContractDocument From, string Reference), ContractNode> _found = [];

    public ContractFiles(ContractFile file, ImportOptions options, ImportLog log)
    {
        _file = file;
        _options = options;
        _log = log;
        Main = Read(file.Path, file.Content);
        _documents.Add("", Main);
    }

    /// <summary>The file that was asked for.</summary>
    public ContractDocument Main { get; }

    /// <summary>Follows <c>$ref</c> until a node without one.</summary>
    public ContractNode Resolve(ContractNode node)
    {
        for (var hops = 0; ReferenceOf(node) is { } reference; hops++)
        {
            if (hops == HopsMax)
            {
                return Nothing(ContractCodes.RefUnresolved, $"$ref \"{reference}\" leads in a circle.", node);
            }

            node = Follow(node, reference);
        }

        return node;
    }

    /// <summary>
    /// <c>$ref</c>, or <c>$dynamicRef</c>, which names what it would without a schema around that says otherwise.
    /// Source: JSON Schema 2020-12 §8.2.3.
    /// </summary>
    public static string? ReferenceOf(ContractNode node) => node.FindText("$ref") ?? node.FindText("$dynamicRef");

    /// <summary>One step: the node that a reference names.</summary>
    /// <param name="from">The node that holds the reference: relative paths are seen from its file.</param>
    public ContractNode Follow(ContractNode from, string reference)
    {
        if (_found.TryGetValue((from.Document, reference), out var found))
        {
            return found;
        }

        if (Seek(from, reference) is not { } node)
        {
            return ContractNode.Object([], from.Document, from.Line);
        }

        _found.Add((from.Document, reference), node);
        return node;
    }

    /// <returns>Null after a warning.</returns>
    private ContractNode? Seek(ContractNode from, string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? reference : reference[..hash];
        var pointer = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        if (IsOutside(path))
        {
            return Lost(
                ContractCodes.RefOutside,
                $"$ref \"{path}\" leaves the contract's folder; keep a copy of the file there.",
                from);
        }

        var document = path.Length == 0 ? from.Document : Open(from, path);
        if (document is null)
        {
            return Lost(
                ContractCodes.RefUnresolved,
                $"The file of $ref \"{reference}\" is absent, or outside the contract's folder.", from);
        }

        var isPointer = pointer.Length == 0 || pointer[0] == '/';
        return (isPointer ? document.Find(pointer) : document.FindAnchor(pointer))
            ?? Lost(ContractCodes.RefUnresolved, $"$ref \"{reference}\" names nothing.", from);
    }

    private static bool IsOutside(string path) =>
        path.Contains("://", StringComparison.Ordinal)
            || path.StartsWith('/')
            || path.Contains('\\', StringComparison.Ordinal);

    private ContractDocument? Open(ContractNode from, string path)
    {
        var relative = Normalize(from, Uri.UnescapeDataString(path));
        if (_documents.TryGetValue(relative, out var known))
        {
            return known;
        }

        if (_documents.Count >= _options.FilesMax)
        {
            throw new ContractException(
                ContractCodes.TooLarge,
                $"The contract has more than {_options.FilesMax} files.",
                from.Document.Path,
                from.Line);
        }

        if (_file.ReadRelative(relative) is not { } content)
        {
            return null;
        }

        var document = Read(relative, content);
        _documents.Add(relative, document);
        return document;
    }

    /// <summary>A path as seen from the first file's folder; the first file itself is <c>""</c>.</summary>
    private string Normalize(ContractNode from, string path)
    {
        var steps = new List<string>();
        var folder = from.Document == Main ? "" : from.Document.Path;
        foreach (var step in folder.Split('/').SkipLast(1).Concat(path.Split('/')))
        {
            if (step == ".." && steps.Count > 0 && steps[^1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "."))
            {
                steps.Add(step);
            }
        }

        var relative = string.Join('/', steps);
        return relative == Path.GetFileName(_file.Path) ? "" : relative;
    }

    private ContractDocument Read(string path, ReadOnlyMemory<byte> content)
    {
        var document = new ContractDocument(path);
        var text = content.Span;
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        var start = text.TrimStart(" \t\r\n"u8);
        document.Root = !start.IsEmpty && start[0] is (byte)'{' or (byte)'['
            ? JsonContract.Read(text, document, _options.NodesMax)
            : YamlContract.Read(text, document, _options.NodesMax);
        return document;
    }

    private ContractNode Nothing(string code, string message, ContractNode at)
    {
        _log.Warn(code, message, at);
        return ContractNode.Object([], at.Document, at.Line);
    }

    private ContractNode? Lost(string code, string message, ContractNode at)
    {
        _log.Warn(code, message, at);
        return null;
    }
}
