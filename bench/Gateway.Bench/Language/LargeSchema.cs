using System.Globalization;
using System.Text;

namespace Gateway.Bench.Language;

/// <summary>About 1 MB of SDL as large services have it: described types, arguments, enums, inputs, unions.</summary>
internal static class LargeSchema
{
    private const int BytesMin = 1_000_000;

    public static string Text { get; } = Make();

    private static string Make()
    {
        var text = new StringBuilder(
            "type Query {\n  node0(id: ID!): Node0\n}\n\ninterface Entity {\n  id: ID!\n}\n");
        for (var number = 0; text.Length < BytesMin; number++)
        {
            Append(text, number);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, int number) => text.Append(CultureInfo.InvariantCulture, $$""""

        """
        What a service knows of number {{number}}.

        It says so in two paragraphs, as people do.
        """
        type Node{{number}} implements Entity {
          id: ID!
          "The name as customers read it"
          name(locale: String = "en-GB", short: Boolean = false): String!
          state: State{{number}}!
          createdAt: String! @deprecated(reason: "Use name, which has it too.")
          related(first: Int = 10, after: String, filter: Filter{{number}}): [Node{{number / 2}}!]!
          target: Target{{number}}
          amounts: [Float!]
        }

        enum State{{number}} {
          OPEN
          "No longer taken up"
          CLOSED
          ARCHIVED @deprecated
        }

        input Filter{{number}} {
          state: State{{number}} = OPEN
          nameContains: String
          all: [Filter{{number}}!]
          limit: Int = 100
        }

        union Target{{number}} = Node{{number}} | Node{{number / 3}}Target

        type Node{{number / 3}}Target{{(number % 3 == 0 ? "" : $"X{number}")}} {
          value: String
        }

        """");
}
