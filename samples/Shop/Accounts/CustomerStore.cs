namespace Shop.Accounts;

/// <summary>The shop's customers with what was changed since the start. Safe for use by many threads.</summary>
internal sealed class CustomerStore
{
    private readonly Lock _gate = new();
    private readonly CustomerBody[] _customers = [.. ShopData.Customers.Select(CustomerBody.Of)];

    public CustomerBody[] All()
    {
        lock (_gate) return [.. _customers];
    }

    public CustomerBody? Find(string id)
    {
        int index = IndexOf(id);
        lock (_gate) return index < 0 ? null : _customers[index];
    }

    /// <summary>The customer after the change, or null if there is none of that id.</summary>
    public CustomerBody? Change(string id, CustomerChange change)
    {
        int index = IndexOf(id);
        if (index < 0) return null;
        lock (_gate) return _customers[index] = change.ApplyTo(_customers[index]);
    }

    private static int IndexOf(string id) => ShopData.Customer(id) is null ? -1 : ShopData.NumberOf('c', id) - 1;
}
