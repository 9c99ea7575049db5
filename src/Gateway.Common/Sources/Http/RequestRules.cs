using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>What no part of a request may hold, since it would be another message then.</summary>
internal static class RequestRules
{
    /// <exception cref="SourceException">It holds what is to be percent-encoded, or a line break.</exception>
    public static void CheckTarget(string target)
    {
        if (target.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, "The target of the call holds what no URL may hold as it is.");
        }
    }

    /// <param name="name">Of the field.</param>
    /// <param name="value">Of the field.</param>
    /// <param name="isOwn">Whether it is the client's alone to say, as what frames messages.</param>
    /// <exception cref="SourceException">It is, or the name is no token, or the value is not ASCII.</exception>
    public static void CheckField(string name, ReadOnlySpan<char> value, bool isOwn)
    {
        if (isOwn || !Ascii.IsValid(value)
            || name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || name.Contains(':', StringComparison.Ordinal))
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"The header {name} cannot be sent, or not with this value.");
        }
    }
}
