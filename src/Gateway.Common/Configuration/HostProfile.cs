namespace Gateway.Common.Configuration;

/// <summary>Which front door a host is; given by its code, it decides the defaults of its settings.</summary>
public enum HostProfile
{
    /// <summary>Browser sessions, GraphQL, pages.</summary>
    Web,

    /// <summary>Bearer tokens, trusted documents only.</summary>
    Mobile,

    /// <summary>API keys, REST only.</summary>
    Partner,
}
