using System.Buffers;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Local;

/// <summary>A call's arguments as one JSON object; absent ones are left out.</summary>
internal static class LocalArguments
{
    public static void Write(FieldDefinition field, CallArguments arguments, IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        var isFirst = true;
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments.IsAbsent(index))
            {
                continue;
            }

            output.Write(isFirst ? "\""u8 : ",\""u8);
            output.Write(field.Arguments[index].Utf8Name);
            output.Write("\":"u8);
            output.Write(arguments[index]);
            isFirst = false;
        }

        output.Write("}"u8);
    }
}
