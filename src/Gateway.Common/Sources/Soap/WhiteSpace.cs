namespace Gateway.Common.Sources.Soap;

/// <summary>What white space in a string means. Source: XML Schema 1.0 Part 2 §4.3.6.</summary>
internal enum WhiteSpace
{
    /// <summary>Itself.</summary>
    Preserve,

    /// <summary>Each character of it a space.</summary>
    Replace,

    /// <summary>A single space between words, none around them.</summary>
    Collapse,
}
