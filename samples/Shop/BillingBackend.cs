using System.Text;
using Shop.Billing;
using Shop.Soap;

namespace Shop;

/// <summary>The legacy: invoices over SOAP 1.1 and 1.2 at <c>/billing</c>; <c>contracts/billing.wsdl</c>.</summary>
public static class BillingBackend
{
    private const string Path = "/billing";

    /// <summary>The address in the contract as it is checked in.</summary>
    private const string ContractAddress = "http://127.0.0.1:5214/billing";

    public static Task<Backend> StartAsync(BackendOptions options)
    {
        var book = new InvoiceBook(options.Time);
        var service = new SoapService(BillingOperations.Namespace, new BillingOperations(book).All);
        return Backend.StartAsync("billing", options, null, (app, backend) =>
        {
            backend.Resetting += book.Reset;
            app.MapPost(Path, service.AnswerAsync);
            app.MapGet(Path, context => ServeContractAsync(context, backend));
        }, service.Protocol);
    }

    private static Task ServeContractAsync(HttpContext context, Backend backend)
    {
        if (!context.Request.Query.ContainsKey("wsdl"))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var contract = Encoding.UTF8.GetString(Contract.Read("billing.wsdl"));
        context.Response.ContentType = "text/xml; charset=utf-8";
        return context.Response.WriteAsync(contract.Replace(ContractAddress, new Uri(backend.Url, Path).ToString()));
    }
}
