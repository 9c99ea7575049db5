using System.Buffers;
using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Results;

public sealed class JsonRowReaderTests
{
    private const string Sdl = """
        type Query { item: Item items: [Item!] grid: [[Int]] node: Node thing: Thing }
        type Item {
          id: ID int: Int float: Float text: String flag: Boolean color: Color any: Any tags: [String] child: Item
        }
        enum Color { RED GREEN }
        scalar Any
        interface Node { id: ID }
        type A implements Node { id: ID a: Int }
        type B implements Node { id: ID b: Int }
        union Thing = A | B
        """;

    private const string All = "{ item { id int float text flag color any tags child { id } } }";

    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(
        Parser.Parse(Sdl), SchemaBuildOptions.SourceSchema);

    /// <summary>Selection, the source's value, and what a client would get.</summary>
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        // In the expected order, shuffled, with unknown properties and with white space.
        { "{ item { id text } }", """{"id":"1","text":"a"}""", """{"id":"1","text":"a"}""" },
        { "{ item { id text } }", """{"text":"a","id":"1"}""", """{"id":"1","text":"a"}""" },
        {
            "{ item { id text } }",
            """ { "x" : [ { "id" : 9 } ] , "text" : "a" , "y" : null , "id" : "1" } """,
            """{"id":"1","text":"a"}"""
        },
        { "{ item { id text } }", """{"id":"1","id":"2","text":"a"}""", """{"id":"2","text":"a"}""" },
        { "{ item { id text } }", """{"id":"1"}""", """{"id":"1","text":<missing>}""" },
        { "{ item { id } }", "{}", """{"id":<missing>}""" },
        { "{ item { id } }", "null", "null" },
        { "{ item { id } }", "[]", "<SOURCE_INVALID_RESPONSE>" },
        { "{ item { id } }", "7", "<SOURCE_INVALID_RESPONSE>" },

        // Leaves: what each kind takes.
        { "{ item { id } }", """{"id":12345678901234567890}""", """{"id":"12345678901234567890"}""" },
        { "{ item { id } }", """{"id":-7}""", """{"id":"-7"}""" },
        { "{ item { id } }", """{"id":1.5}""", """{"id":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { int } }", """{"int":2147483647}""", """{"int":2147483647}""" },
        { "{ item { int } }", """{"int":-2147483648}""", """{"int":-2147483648}""" },
        { "{ item { int } }", """{"int":2147483648}""", """{"int":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { int } }", """{"int":1.5}""", """{"int":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { int } }", """{"int":"1"}""", """{"int":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { float } }", """{"float":1e2}""", """{"float":1e2}""" },
        { "{ item { float } }", """{"float":3}""", """{"float":3}""" },
        { "{ item { float } }", """{"float":true}""", """{"float":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { text } }", """{"text":"a\u00e9\"b"}""", """{"text":"a\u00e9\"b"}""" },
        { "{ item { text } }", """{"text":1}""", """{"text":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { text } }", """{"text":{"a":1}}""", """{"text":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { flag } }", """{"flag":false}""", """{"flag":false}""" },
        { "{ item { flag } }", """{"flag":"false"}""", """{"flag":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { color } }", """{"color":"RED"}""", """{"color":"RED"}""" },
        { "{ item { color } }", """{"color":"BLUE"}""", """{"color":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { any } }", """{"any":{"a":[1,{"b":null}]}}""", """{"any":{"a":[1,{"b":null}]}}""" },

        // Lists.
        { "{ item { tags } }", """{"tags":["a",null,"b"]}""", """{"tags":["a",null,"b"]}""" },
        { "{ item { tags } }", """{"tags":[]}""", """{"tags":[]}""" },
        { "{ item { tags } }", """{"tags":"a"}""", """{"tags":<SOURCE_INVALID_RESPONSE>}""" },
        { "{ item { tags } }", """{"tags":["a",1]}""", """{"tags":["a",<SOURCE_INVALID_RESPONSE>]}""" },
        { "{ grid }", "[[1,2],[],null,[3]]", "[[1,2],[],null,[3]]" },
        { "{ grid }", "[1]", "[<SOURCE_INVALID_RESPONSE>]" },
        { "{ items { id } }", """[{"id":"1"},null,{"id":"2"}]""", """[{"id":"1"},null,{"id":"2"}]""" },

        // An object given twice is one object.
        {
            "{ item { child { id text } } }",
            """{"child":{"id":"1"},"child":{"text":"a"}}""",
            """{"child":{"id":"1","text":"a"}}"""
        },

        // Abstract types: __typename decides, wherever it stands.
        {
            "{ node { id ... on A { a } ... on B { b } } }",
            """{"id":"1","b":2,"x":{"__typename":"A"},"__typename":"B"}""",
            """{"__typename":"B","id":"1","b":2}"""
        },
        {
            "{ thing { ... on A { a } } }",
            """{"__typename":"A","a":1}""",
            """{"__typename":"A","a":1}"""
        },
        { "{ node { id } }", """{"id":"1"}""", "<SOURCE_INVALID_RESPONSE>" },
        { "{ node { id } }", """{"__typename":"C","id":"1"}""", "<SOURCE_INVALID_RESPONSE>" },
        { "{ node { id } }", """{"__typename":7,"id":"1"}""", "<SOURCE_INVALID_RESPONSE>" },
        { "{ node { id } }", "{}", "<SOURCE_INVALID_RESPONSE>" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_value_becomes_rows(string selection, string json, string expected) =>
        Assert.Equal(expected, Check(selection, Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Text_cut_at_any_byte_is_refused()
    {
        var json = """{"id":"1","int":2,"float":3.5,"text":"a","flag":true,"color":"RED","any":[],"tags":["b"],"child":null}"""u8;
        for (var length = 0; length < json.Length; length++)
        {
            Assert.StartsWith("malformed", Check(All, json[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_byte_may_be_another_without_a_crash()
    {
        var seed = """{"id":"1","int":2,"float":3.5,"text":"a","flag":true,"color":"RED","any":[],"tags":["b"],"child":{"id":1}}"""u8;
        foreach (var wrong in "{}[]\",:0tn\\\0 "u8)
        {
            for (var place = 0; place < seed.Length; place++)
            {
                var mutated = seed.ToArray();
                mutated[place] = wrong;
                Assert.NotEmpty(Check(All, mutated));
            }
        }
    }

    private static string Check(string selection, ReadOnlySpan<byte> json)
    {
        using var store = new ResultStore();
        var field = FetchFields.Of(Schema, selection);
        var rented = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(rented);
        var reader = new JsonRowReader(store, store.AddBuffer(rented), json);
        try
        {
            return FetchFields.Print(store, reader.ReadField(ReadPlans.Property(field)), field);
        }
        catch (MalformedJsonException malformed)
        {
            return $"malformed at {malformed.Offset}";
        }
    }
}
