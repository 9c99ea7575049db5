namespace Gateway.Common.Validation.Overlap;

/// <summary>The fields that land in one object, as ascending entries of the <see cref="SelectionTable"/>.</summary>
/// <param name="Entries">Distinct and ascending, so that equal sets are equal arrays.</param>
/// <param name="ComparesShapeOnly">Whether they belong to different objects, so that only types must agree.</param>
internal readonly record struct FieldSet(int[] Entries, bool ComparesShapeOnly)
{
    public static IEqualityComparer<FieldSet> Comparer { get; } = new ByContent();

    private sealed class ByContent : IEqualityComparer<FieldSet>
    {
        public bool Equals(FieldSet x, FieldSet y) =>
            x.ComparesShapeOnly == y.ComparesShapeOnly && x.Entries.AsSpan().SequenceEqual(y.Entries);

        public int GetHashCode(FieldSet obj)
        {
            var hash = default(HashCode);
            hash.Add(obj.ComparesShapeOnly);
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(obj.Entries.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
