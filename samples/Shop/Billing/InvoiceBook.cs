using System.Collections.Concurrent;

namespace Shop.Billing;

/// <summary>The shop's invoices and what was paid since the start. Safe for use by many threads.</summary>
internal sealed class InvoiceBook(TimeProvider clock)
{
    /// <summary>Moment of payment by invoice id; bounded by the number of invoices.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _paid = new(StringComparer.Ordinal);

    /// <summary>Newest first.</summary>
    public IEnumerable<Invoice> OfCustomer(string customerId) => ShopData.InvoicesOf(customerId).Select(Present);

    public Invoice Find(string id) =>
        ShopData.Invoice(id) is { } invoice ? Present(invoice) : throw BillingFaults.NotFound(id);

    /// <returns>The invoice as paid.</returns>
    /// <exception cref="Soap.SoapFault">Unknown, paid already, or another amount than the invoice's.</exception>
    public Invoice Pay(string id, decimal amount)
    {
        var invoice = Find(id);
        if (invoice.PaidAt is { } before)
        {
            throw BillingFaults.AlreadyPaid(id, before);
        }

        if (amount != invoice.Amount.Amount)
        {
            throw BillingFaults.InvalidAmount(id, invoice.Amount.Amount, amount);
        }

        var now = clock.GetUtcNow();
        return _paid.TryAdd(id, now)
            ? Present(invoice)
            : throw BillingFaults.AlreadyPaid(id, _paid.GetValueOrDefault(id, now));
    }

    public void Reset() => _paid.Clear();

    private Invoice Present(Invoice invoice) =>
        _paid.TryGetValue(invoice.Id, out var paidAt)
            ? invoice with { Status = InvoiceStatus.Paid, PaidAt = paidAt }
            : invoice;
}
