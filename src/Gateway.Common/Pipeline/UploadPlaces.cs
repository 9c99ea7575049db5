using System.Globalization;
using System.Text;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;
using Gateway.Common.Sources;

namespace Gateway.Common.Pipeline;

/// <summary>Whether files stand only where the operation asks for an <c>Upload</c>.</summary>
internal static class UploadPlaces
{
    public static bool AreExpected(VariableSet variables, ReceivedFiles files)
    {
        foreach (var place in files.Places)
        {
            if (TypeAt(variables, place)?.Named is not ScalarType { Name: UploadScalar.Name })
            {
                return false;
            }
        }

        return true;
    }

    private static SchemaType? TypeAt(VariableSet variables, IReadOnlyList<string> place)
    {
        var type = variables.Find(Encoding.UTF8.GetBytes(place[0]))?.Type;
        for (var index = 1; index < place.Count && type is not null; index++)
        {
            type = type.Nullable switch
            {
                ListType list => int.TryParse(place[index], CultureInfo.InvariantCulture, out _)
                    ? list.ElementType
                    : null,
                InputObjectType input => input.Fields.Find(Encoding.UTF8.GetBytes(place[index]))?.Type,
                _ => null,
            };
        }

        return type;
    }
}
