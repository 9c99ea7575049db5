namespace Gateway.Common.Sources.Soap;

/// <summary>How a password is sent in a UsernameToken.</summary>
internal enum SoapPasswordKind : byte
{
    /// <summary>As it is: over TLS only.</summary>
    Text,

    /// <summary>SHA-1 of a nonce, the time and the password.</summary>
    Digest,
}

/// <summary>What the settings of a SOAP source add to every call.</summary>
internal sealed record SoapOptions
{
    public static SoapOptions Default { get; } = new();

    /// <summary>The source's address, for WS-Addressing's To; null: left out.</summary>
    public Uri? Address { get; init; }

    /// <summary>Of the UsernameToken; null: none is sent.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    public SoapPasswordKind PasswordKind { get; init; }

    /// <summary>How long a message is valid; null: no timestamp is sent. 1 s to 1 h.</summary>
    public TimeSpan? TimestampLifetime { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Nothing of the password.</summary>
    public override string ToString() => $"SoapOptions({Username}, {PasswordKind}, {TimestampLifetime})";
}
