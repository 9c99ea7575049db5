using System.Runtime.InteropServices;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>A run of a document's bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct XmlRange(int Start, int Length);

/// <summary>An attribute as offsets; its value has references still in it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct XmlAttribute(XmlRange Prefix, XmlRange LocalName, XmlRange Value, int NamespaceId);
