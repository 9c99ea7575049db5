using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Texts of a .proto file hold one character a byte, because escapes may write any byte.</summary>
internal static class Utf8Text
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Of(string text) => Encoding.UTF8.GetString(Bytes(text));
}
