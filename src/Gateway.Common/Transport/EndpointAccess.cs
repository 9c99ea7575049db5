namespace Gateway.Common.Transport;

/// <summary>Who may reach an endpoint, and by which methods: the mark that every endpoint must carry.</summary>
/// <param name="NeedsCaller">Whether the caller is authenticated before the endpoint runs.</param>
/// <param name="Methods">Allowed methods; null where the endpoint decides itself.</param>
/// <param name="SpeaksGraphQL">Whether errors are GraphQL responses, not problems.</param>
internal sealed record EndpointAccess(
    bool NeedsCaller, IReadOnlyList<string>? Methods = null, bool SpeaksGraphQL = false)
{
    /// <summary>The value of <c>Allow</c>.</summary>
    public string Allow { get; } = string.Join(", ", Methods ?? []);

    /// <summary>Open to everybody by intention, such as health.</summary>
    public static EndpointAccess Public(params string[] methods) => new(NeedsCaller: false, methods);

    /// <summary>For authenticated callers; everybody where the host is open.</summary>
    public static EndpointAccess Caller(params string[] methods) => new(NeedsCaller: true, methods);

    public bool Allows(string method)
    {
        if (Methods is null)
        {
            return true;
        }

        for (var i = 0; i < Methods.Count; i++)
        {
            if (string.Equals(Methods[i], method, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
