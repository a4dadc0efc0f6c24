using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Intake.Web.Tests.Hosting;

/// <summary>What tests do with pages as people do: open, fill in, send, and become somebody.</summary>
internal static class SignInSteps
{
    /// <summary>A client that is signed in as an account of the demonstration, by the form that people use.</summary>
    /// <param name="application">The program, in Development.</param>
    /// <param name="user">User name, as in <c>demo-staff.yaml</c>.</param>
    /// <param name="language">What the client asks for in Accept-Language.</param>
    public static async Task<HttpClient> SignedInAsync(this IntakeApplication application, string user, string language = "zh-CN")
    {
        var client = application.Visitor(language);
        var page = await client.PageAsync("/sign-in");
        using var answer = await client.SubmitAsync(page, ("Input.User", user), ("Input.Password", page.PasswordOf(user)));
        Assert.Equal("/start", answer.Headers.Location?.OriginalString);
        return client;
    }

    /// <summary>The password of an account of the demonstration, as the sign-in page shows it.</summary>
    public static string PasswordOf(this IDocument signIn, string user)
        => signIn.QuerySelector($"[data-user='{user}']")?.GetAttribute("data-password") ?? throw new InvalidOperationException($"There is no demonstration account {user}.");

    /// <summary>A page, parsed; an answer other than 200 fails.</summary>
    public static async Task<IDocument> PageAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await ParseAsync(answer);
    }

    /// <summary>An answer's page, parsed.</summary>
    public static async Task<IDocument> ParseAsync(this HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(page => page.Content(html).Address(answer.RequestMessage!.RequestUri!), TestContext.Current.CancellationToken);
    }

    /// <summary>Sends the first form of a page that has every named field, with these values in the place of what it holds.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IDocument page, params (string Name, string Value)[] values)
        => client.SubmitAsync(page.Forms.FirstOrDefault(form => form.Method == "post" && values.All(value => form.QuerySelector($"[name='{value.Name}']") is not null))
            ?? throw new InvalidOperationException($"The page has no form with {string.Join(", ", values.Select(value => value.Name))}."), values);

    /// <summary>Presses the button of a form that leads to a handler of the page's own.</summary>
    public static Task<HttpResponseMessage> PressAsync(this HttpClient client, IDocument page, string handler)
    {
        var button = page.QuerySelectorAll<IHtmlButtonElement>("button[formaction]").Single(one => one.GetAttribute("formaction")!.Contains($"handler={handler}", StringComparison.Ordinal));
        return client.SubmitAsync(button.Form!, new Uri(new Uri(page.Url), button.GetAttribute("formaction")!));
    }

    /// <summary>Sends a form, with these values in the place of what it holds.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IHtmlFormElement form, params (string Name, string Value)[] values)
        => client.SubmitAsync(form, new Uri(new Uri(form.Owner!.Url), form.Action), values);

    /// <summary>The same, to another address, as a button of its own does.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IHtmlFormElement form, Uri address, params (string Name, string Value)[] values)
    {
        var fields = form.Elements
            .Where(field => field.HasAttribute("name") && field is not IHtmlButtonElement && field is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
            .Select(field => (Name: field.GetAttribute("name")!, Value: ValueOf(field)))
            .Where(field => !values.Any(value => value.Name == field.Name))
            .Concat(values)
            .Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(address, content, TestContext.Current.CancellationToken);
    }

    private static string ValueOf(IElement field) => field switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        _ => "",
    };
}
