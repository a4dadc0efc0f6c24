using Intake.Bot.Channels.WeChat;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.WeChat;

public sealed class WeChatCryptTests
{
    // WeChat's own published example of an encrypted message: token, key, account, signature and text.
    private const string Token = "QDG6eK";
    private const string AppId = "wx5823bf96d3bd56c7";
    private const string Timestamp = "1409659813";
    private const string Nonce = "1372623149";
    private const string Encrypted = "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

    private static readonly byte[] Key = Convert.FromBase64String("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C=");

    private readonly WeChatCrypt _crypt = new(Token, Key, AppId);

    [Fact]
    public void A_message_that_somebody_else_has_encrypted_is_read()
    {
        Assert.True(_crypt.IsSigned("477715d11cdb4164915debcba66cb864d751f3e6", Timestamp, Nonce, Encrypted));
        var text = _crypt.Decrypt(Encrypted);
        Assert.StartsWith("<xml>", text, StringComparison.Ordinal);
        Assert.Contains($"<ToUserName><![CDATA[{AppId}]]></ToUserName>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("477715d11cdb4164915debcba66cb864d751f3e7")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_signature_is_none(string? signature) => Assert.False(_crypt.IsSigned(signature, Timestamp, Nonce, Encrypted));

    [Fact]
    public void Another_account_or_key_reads_nothing()
    {
        Assert.Null(new WeChatCrypt(Token, Key, "wx5823bf96d3bd56c8").Decrypt(Encrypted));
        Assert.Null(new WeChatCrypt(Token, [.. Key[..^1], (byte)(Key[^1] ^ 4)], AppId).Decrypt(Encrypted));
        Assert.Null(new WeChatCrypt(Token, null, AppId).Decrypt(Encrypted));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(3_000)]
    public void What_is_encrypted_here_is_read_and_is_never_the_same_twice(int length)
    {
        var text = string.Concat(Enumerable.Repeat("灯", length));
        Assert.Equal(text, _crypt.Decrypt(_crypt.Encrypt(text)));
        Assert.NotEqual(_crypt.Encrypt(text), _crypt.Encrypt(text));
    }

    [Fact]
    public void What_is_broken_is_null_and_never_throws()
    {
        var random = new Random(1);
        var good = Convert.FromBase64String(Encrypted);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            _crypt.Decrypt(Convert.ToBase64String(bytes[..random.Next(bytes.Length + 1)]));
        }

        Assert.Null(_crypt.Decrypt("no base 64"));
        Assert.Null(_crypt.Decrypt(""));
        Assert.Null(_crypt.Decrypt(Encrypted[..^8]));
    }

    [Fact]
    public void A_sealed_answer_is_signed_and_holds_the_answer()
    {
        var to = new SaidToAccount("oA", "gh_a", "m1", Activity.Message("灯"), []);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_773_106_200);
        var xml = WeChatXml.Read(PassiveReply.Sealed(_crypt, PassiveReply.Of(to, "好]]>的 <a>", at), Nonce, at))!;
        Assert.True(_crypt.IsSigned(xml["MsgSignature"], xml["TimeStamp"]!, xml["Nonce"]!, xml["Encrypt"]!));
        var plain = WeChatXml.Read(_crypt.Decrypt(xml["Encrypt"]!)!)!;
        Assert.Equal(("oA", "gh_a", "text", "好]]>的 <a>", "1773106200"), (plain["ToUserName"], plain["FromUserName"], plain["MsgType"], plain["Content"], plain["CreateTime"]));
    }
}
