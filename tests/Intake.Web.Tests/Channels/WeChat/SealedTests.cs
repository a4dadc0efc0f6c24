using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Intake.Bot.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>The program with a key for encrypted messages.</summary>
public sealed class SealedApplication : WeChatApplication
{
    public const string EncodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["WeChat:EncodingAesKey"] = EncodingAesKey };
}

/// <summary>Encrypted and compatible mode; encrypted and decrypted by the test's own code.</summary>
public sealed class SealedTests(SealedApplication application) : IClassFixture<SealedApplication>
{
    private static readonly byte[] Key = Convert.FromBase64String(SealedApplication.EncodingAesKey + "=");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_encrypted_message_is_answered_encrypted()
    {
        var person = application.NewPerson();
        var encrypted = Encrypt(application.Text(person, "帮助"));
        var answer = await application.PostAsync(Sealed(encrypted), application.Query(encrypted: encrypted));
        var root = XDocument.Parse(answer.Body).Root!;
        string Of(string name) => root.Element(name)!.Value;
        Assert.Equal(WeChatApplication.Sign(Of("TimeStamp"), Of("Nonce"), Of("Encrypt")), Of("MsgSignature"));
        var plain = XDocument.Parse(Decrypt(Of("Encrypt"))).Root!;
        Assert.Equal(person, plain.Element("ToUserName")!.Value);
        Assert.Contains("您好", plain.Element("Content")!.Value, StringComparison.Ordinal);

        await using var db = application.Open();
        Assert.Contains("帮助", (await db.InboundMessages.SingleAsync(row => row.ExternalId.StartsWith(person), Cancel)).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_compatible_mode_the_encrypted_part_counts()
    {
        var person = application.NewPerson();
        var message = application.NewMessage();
        var encrypted = Encrypt(application.Text(person, "帮助", message));
        var body = application.Text(person, "伪造的话", message).Replace("</xml>", $"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await application.PostAsync(body, application.Query(encrypted: encrypted))).Status);
        await using var db = application.Open();
        var raw = (await db.InboundMessages.SingleAsync(row => row.ExternalId.StartsWith(person), Cancel)).Raw;
        Assert.DoesNotContain("伪造", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_message_is_taken_all_the_same() => Assert.NotNull((await application.PostAsync(application.Text(application.NewPerson(), "帮助"))).Text);

    [Fact]
    public async Task The_same_encrypted_message_twice_is_handled_once()
    {
        var person = application.NewPerson();
        var message = application.Text(person, "帮助");
        foreach (var encrypted in new[] { Encrypt(message), Encrypt(message) })
            Assert.Equal(HttpStatusCode.OK, (await application.PostAsync(Sealed(encrypted), application.Query(encrypted: encrypted))).Status);
        await using var db = application.Open();
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Address == person, Cancel));
    }

    [Theory]
    [InlineData("signature of another text", HttpStatusCode.Unauthorized)]
    [InlineData("an old signature", HttpStatusCode.Unauthorized)]
    [InlineData("another account", HttpStatusCode.BadRequest)]
    [InlineData("another key", HttpStatusCode.BadRequest)]
    [InlineData("truncated", HttpStatusCode.BadRequest)]
    [InlineData("no base 64", HttpStatusCode.BadRequest)]
    public async Task What_is_not_sealed_as_it_should_be_is_refused(string what, HttpStatusCode status)
    {
        var text = application.Text(application.NewPerson(), "帮助");
        var right = Encrypt(text);
        var (sent, query) = what switch
        {
            "signature of another text" => (right, application.Query(encrypted: Encrypt(text))),
            "an old signature" => (right, application.Query(at: application.Clock.GetUtcNow().AddHours(-1), encrypted: right)),
            "another account" => Signed(Encrypt(text, "wxfedcba9876543210")),
            "another key" => Signed(Encrypt(text, key: [.. Key.Reverse()])),
            "truncated" => Signed(right[..(right.Length / 2)]),
            _ => Signed("***"),
        };
        Assert.Equal(status, (await application.PostAsync(Sealed(sent), query)).Status);
        // So that the next one finds it as it was.
        foreach (var one in application.Services.GetServices<ChannelStatus>().Where(one => one.Code == "wechat"))
            one.Report(ChannelState.On);

        (string, string) Signed(string encrypted) => (encrypted, application.Query(encrypted: encrypted));
    }

    [Fact]
    public async Task What_is_sealed_and_no_message_is_parked()
    {
        var encrypted = Encrypt("nothing of this kind " + application.NewMessage());
        Assert.Equal("success", (await application.PostAsync(Sealed(encrypted), application.Query(encrypted: encrypted))).Body);
        await using var db = application.Open();
        Assert.Equal("unreadable", (await db.InboundMessages.SingleAsync(row => row.Raw.StartsWith("nothing of this kind"), Cancel)).Reason);
    }

    private static string Sealed(string encrypted) => $"<xml><ToUserName><![CDATA[gh_1a2b3c4d5e6f]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>";

    private static string Encrypt(string xml, string appId = FakeWeChat.AppId, byte[]? key = null)
    {
        var text = Encoding.UTF8.GetBytes(xml);
        byte[] plain = [.. RandomNumberGenerator.GetBytes(16), (byte)(text.Length >> 24), (byte)(text.Length >> 16), (byte)(text.Length >> 8), (byte)text.Length, .. text, .. Encoding.UTF8.GetBytes(appId)];
        var fill = 32 - (plain.Length % 32);
        using var aes = Aes.Create();
        (aes.Key, aes.Mode, aes.Padding) = (key ?? Key, CipherMode.CBC, PaddingMode.None);
        aes.IV = aes.Key[..16];
        using var encryptor = aes.CreateEncryptor();
        plain = [.. plain, .. Enumerable.Repeat((byte)fill, fill)];
        return Convert.ToBase64String(encryptor.TransformFinalBlock(plain, 0, plain.Length));
    }

    private static string Decrypt(string encrypted)
    {
        using var aes = Aes.Create();
        (aes.Key, aes.Mode, aes.Padding) = (Key, CipherMode.CBC, PaddingMode.None);
        aes.IV = aes.Key[..16];
        using var decryptor = aes.CreateDecryptor();
        var bytes = Convert.FromBase64String(encrypted);
        var plain = decryptor.TransformFinalBlock(bytes, 0, bytes.Length);
        var length = (plain[16] << 24) | (plain[17] << 16) | (plain[18] << 8) | plain[19];
        Assert.Equal(FakeWeChat.AppId, Encoding.UTF8.GetString(plain[(20 + length)..^plain[^1]]));
        return Encoding.UTF8.GetString(plain, 20, length);
    }
}
