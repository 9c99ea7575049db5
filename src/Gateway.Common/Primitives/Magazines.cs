using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Primitives;

/// <summary>Free objects of one type: a set for each thread, and full sets that threads hand to one another.</summary>
/// <remarks>
/// A thread that takes more than it gives back, as one that begins requests which others end, pays for a lock only once
/// a set. Bounds: <see cref="SetSize"/> for each thread, <see cref="SetsMax"/> sets between them; what is more is the
/// collector's. Source: Bonwick and Adams, Magazines and Vmem (2001).
/// </remarks>
internal static class Magazines<T>
    where T : class
{
    private const int SetSize = 32;
    private const int SetsMax = 32;

    private static readonly Lock Gate = new();
    private static readonly Stack<Set> Full = new(SetsMax);
    private static readonly Stack<Set> Empty = new(SetsMax);

    [ThreadStatic]
    private static Set? _own;

    /// <returns>Null where none is free.</returns>
    public static T? TryTake()
    {
        var own = _own;
        return own is { Count: > 0 } || TryRefill(ref own) ? own.Pop() : null;
    }

    public static void Put(T free)
    {
        var own = _own ??= new Set();
        if (own.Count < SetSize || TryEmpty(ref own))
        {
            own.Push(free);
        }
    }

    private static bool TryRefill([NotNullWhen(true)] ref Set? own)
    {
        // Seen without the lock: at worst one object more is made.
        if (Full.Count == 0)
        {
            return false;
        }

        lock (Gate)
        {
            if (!Full.TryPop(out var full))
            {
                return false;
            }

            if (own is not null)
            {
                Empty.Push(own);
            }

            _own = own = full;
            return true;
        }
    }

    private static bool TryEmpty(ref Set own)
    {
        lock (Gate)
        {
            if (Full.Count >= SetsMax)
            {
                return false;
            }

            Full.Push(own);
            _own = own = Empty.TryPop(out var empty) ? empty : new Set();
            return true;
        }
    }

    private sealed class Set
    {
        private readonly Place[] _free = new Place[SetSize];

        public int Count { get; private set; }

        public void Push(T free) => _free[Count++].Object = free;

        public T Pop()
        {
            ref var place = ref _free[--Count];
            var free = place.Object!;
            place.Object = null;
            return free;
        }
    }

    /// <summary>Stands for the object in an array, which then need not ask for its type at each access.</summary>
    private struct Place
    {
        public T? Object;
    }
}
