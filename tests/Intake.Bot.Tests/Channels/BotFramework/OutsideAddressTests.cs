using System.Net;
using Intake.Bot.Channels.BotFramework;

namespace Intake.Bot.Tests.Channels.BotFramework;

/// <summary>Where the bot may be sent by what somebody writes.</summary>
public sealed class OutsideAddressTests
{
    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("ff02::1", false)]
    public void Only_the_Internet_is_outside(string address, bool isOutside) => Assert.Equal(isOutside, BotFrameworkHttp.IsOutside(IPAddress.Parse(address)));
}
