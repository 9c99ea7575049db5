namespace Gateway.Common.Schema;

/// <summary>What is found by its name: types and their members.</summary>
internal interface INamed
{
    /// <summary>The name as it stands in the source, or as code gave it.</summary>
    Language.Name SourceName { get; }
}
