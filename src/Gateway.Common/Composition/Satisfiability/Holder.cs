using Gateway.Common.Language;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>The source whose answer holds an object, and what else it gives there.</summary>
/// <param name="Id">Equal ones are one.</param>
/// <param name="Source">Index of the source; -1 before anything was fetched.</param>
/// <param name="Provided">Fields that it answers here though they are external to it (<c>@provides</c>).</param>
/// <param name="Link">Of a stub: what it is made of; else null.</param>
internal sealed record Holder(int Id, int Source, SelectionSetNode? Provided = null, FieldLink? Link = null)
{
    public bool Equals(Holder? other) => Id == other?.Id;

    public override int GetHashCode() => Id;
}
