using System.Text;
using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>Files in the conversation, and the receipt that comes out of it.</summary>
public sealed class ChatFileTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    private const string Picker = "input[type=file]";

    [Fact]
    public async Task Files_are_shown_before_they_are_sent_and_can_be_removed()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await visitor.Page.SetInputFilesAsync(Picker, [Some("工地.jpg", 4_000), Some("通知.pdf", 1_500_000)]);
        await Expect(visitor, ".picked-name").ToHaveTextAsync(["工地.jpg", "通知.pdf"]);
        await Expect(visitor, ".picked-size").ToHaveTextAsync(["4 KB", "1.5 MB"]);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "移除“通知.pdf”" }).ClickAsync();
        await visitor.Page.FillAsync("textarea", "见照片");
        await visitor.Page.ClickAsync(".btn-send");
        await Expect(visitor, ".sent-files").ToHaveTextAsync("工地.jpg");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        await Expect(visitor, ".picked-name").ToHaveCountAsync(0);
        Assert.Equal(["工地.jpg"], line.Files);
        Assert.Equal("见照片", (string?)line.Came[0]["text"]);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Files_can_be_sent_without_a_word()
    {
        var line = new FakeDirectLine { Answer = _ => [FakeDirectLine.Bot("收到 1 个附件。")] };
        await using var visitor = await OpenAsync(line);
        await visitor.Page.SetInputFilesAsync(Picker, Some("录音.amr", 900));
        await visitor.Page.PressAsync("textarea", "Enter");
        await Expect(visitor, ".sent-files").ToHaveTextAsync("录音.amr");
        await Expect(visitor, ".from-user .said").ToBeHiddenAsync();
        visitor.CheckCalm();
    }

    [Fact]
    public async Task What_is_too_large_or_too_much_is_refused_in_words()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line, width: 360);
        await visitor.Page.EvaluateAsync("""
            () => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([new Uint8Array(20 * 1024 * 1024 + 1)], '施工录像.mp4', { type: 'video/mp4' }));
              transfer.items.add(new File([], '空白.txt'));
              for (let i = 1; i <= 12; i++) transfer.items.add(new File(['字'], `照片${i}.txt`));
              window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: transfer, bubbles: true }));
              window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(visitor, ".picked-name").ToHaveCountAsync(10);
        var words = await visitor.Page.InnerTextAsync("[data-is=trouble]");
        Assert.Equal("“施工录像.mp4”超过 20 MB，没有加上。\n“空白.txt”是空文件，没有加上。\n一条消息最多 10 个文件，多出的没有加上。", words);
        await visitor.PictureAsync("chat-files-zh-CN-360");
        await visitor.CheckWidthAsync();
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Files_can_be_dropped_and_pasted()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await visitor.Page.EvaluateAsync("""
            () => {
              const dropped = new DataTransfer();
              dropped.items.add(new File(['内容'], '情况说明.txt', { type: 'text/plain' }));
              window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: dropped }));
            }
            """);
        await Expect(visitor, ".chat-drop").ToBeVisibleAsync();
        await visitor.PictureAsync("chat-drop-zh-CN-1280");
        await visitor.Page.EvaluateAsync("""
            () => {
              const dropped = new DataTransfer();
              dropped.items.add(new File(['内容'], '情况说明.txt', { type: 'text/plain' }));
              window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
              const pasted = new DataTransfer();
              pasted.items.add(new File(['图'], 'image.png', { type: 'image/png' }));
              document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(visitor, ".chat-drop").ToBeHiddenAsync();
        await Expect(visitor, ".picked-name >> nth=0").ToHaveTextAsync("情况说明.txt");
        Assert.Matches(@"^image-\d{8}-\d{6}\.png$", await visitor.Page.InnerTextAsync(".picked-name >> nth=1"));
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_receipt_is_large_and_can_be_copied_saved_and_printed_alone()
    {
        const string number = "XH-20260310-00042-7";
        const string secret = "7K3QZ0VWXP";
        var line = new FakeDirectLine { Answer = _ => [FakeDirectLine.WithCard(FakeDirectLine.Bot($"已经收到。\n单号：{number}\n查询码：{secret}\n请保存好。", "看进度"), "诉求回执", "receipt", ("单号", number), ("查询码", secret), ("事项", "建筑施工噪声"))] };
        await using var visitor = await OpenAsync(line);
        await visitor.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visitor.Page.FillAsync("textarea", "工地太吵");
        await visitor.Page.PressAsync("textarea", "Enter");
        await Expect(visitor, ".receipt-number").ToHaveTextAsync(number);
        await Expect(visitor, ".receipt-secret").ToHaveTextAsync(secret);
        await Expect(visitor, ".said:has(.receipt) > p").ToHaveTextAsync(["已经收到。", "请保存好。"]);
        var size = await visitor.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.receipt-number')).fontSize)");
        Assert.InRange(size, 19, 40);

        var expected = $"诉求回执\n单号：{number}\n查询码：{secret}\n事项：建筑施工噪声\n查进度：{application.Address}track";
        await visitor.Page.ClickAsync("[data-is=copy]");
        await Expect(visitor, "#toasts [data-words]").ToHaveTextAsync("回执已经复制。");
        Assert.Equal(expected, await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.ClickAsync("[data-is=save]"));
        Assert.Equal($"诉求回执-{number}.txt", saved.SuggestedFilename);
        Assert.Equal(expected.ReplaceLineEndings("\r\n") + "\r\n", await File.ReadAllTextAsync((await saved.PathAsync())!, Encoding.UTF8));

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await visitor.Page.Locator(".receipt").IsVisibleAsync());
        foreach (var other in new[] { ".from-user", ".composer", ".public-header", ".receipt-actions", ".chat-bar", ".ways", ".choice", ".said:has(.receipt) > p" })
            Assert.False(await visitor.Page.Locator(other).First.IsVisibleAsync(), other);
        await visitor.PictureAsync("chat-receipt-printed-zh-CN");
        visitor.CheckCalm();
    }

    private static FilePayload Some(string name, int bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = new byte[bytes] };

    private static ILocatorAssertions Expect(Visitor visitor, string selector) => Assertions.Expect(visitor.Page.Locator(selector));

    private async Task<Visitor> OpenAsync(FakeDirectLine line, int width = 1280)
    {
        var visitor = await browser.VisitAsync(application.Address, width: width);
        await line.StandInAsync(visitor);
        await visitor.OpenAsync("/");
        await visitor.Page.WaitForSelectorAsync(".from-bot");
        return visitor;
    }
}
