using Intake.Bot.Channels.Email.Mime;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class QuotedTextTests
{
    [Theory]
    [InlineData("灯还是不亮。\n\n------------------ 原始邮件 ------------------\n发件人: 星河\n单号：XH")]
    [InlineData("灯还是不亮。\n-----原始邮件-----\n发件人: 星河")]
    [InlineData("灯还是不亮。\n\n发件人: 星河市\n发送时间: 2026年3月10日 9:30\n收件人: 王兰\n主题: Re: 路灯\n\n已经收到")]
    [InlineData("灯还是不亮。\n\n发件人： 星河市\n发送时间： 2026-03-10 09:30\n收件人： 王兰")]
    [InlineData("灯还是不亮。\n\n在 2026年3月10日，上午9:30，星河市 <12345@xinghe.example> 写道：\n\n已经收到")]
    [InlineData("灯还是不亮。\n\n星河市 <12345@xinghe.example> 于2026年3月10日周二 09:30写道：\n\n> 已经收到\n> 单号")]
    [InlineData("灯还是不亮。\nAt 2026-03-10 09:30:00, \"星河市\" <12345@xinghe.example> wrote:\n>已经收到")]
    [InlineData("灯还是不亮。\n\n发自我的iPhone\n\n在 2026年3月10日，09:30，星河市 <12345@xinghe.example> 写道：\n﻿已经收到")]
    [InlineData("灯还是不亮。\n\n发自我的 iPhone")]
    [InlineData("灯还是不亮。\n-- \n王兰\n滨江路 3 号")]
    public void Of_an_answer_in_Chinese_only_what_is_new_is_left(string text) => Assert.Equal("灯还是不亮。", QuotedText.Cut(text));

    [Theory]
    [InlineData("Still dark.\n\nOn Tue, 10 Mar 2026 at 09:30, Xinghe <12345@xinghe.example> wrote:\n> Received.\n> Number: XH")]
    [InlineData("Still dark.\n\nOn Tuesday, March 10, 2026 at 09:30:00 AM GMT+8,\nXinghe City Public Feedback <12345+rabc@xinghe.example> wrote:\n\n> Received.")]
    [InlineData("Still dark.\n\n-----Original Message-----\nFrom: Xinghe\nSent: Tuesday")]
    [InlineData("Still dark.\n\n________________________________\nFrom: Xinghe <12345@xinghe.example>\nSent: Tuesday, March 10, 2026 9:30 AM\nTo: Lan")]
    [InlineData("Still dark.\n\n*From:* Xinghe\n*Sent:* Tuesday\n*To:* Lan")]
    [InlineData("Still dark.\n\nSent from my iPhone\n\n> On 10 Mar 2026, at 09:30, Xinghe <12345@xinghe.example> wrote:\n> \n> Received.")]
    [InlineData("Still dark.\n\nGet Outlook for iOS")]
    [InlineData("> Received.\n> What is your door?\nStill dark.")]
    [InlineData("On Tue, 10 Mar 2026 at 09:30, Xinghe <12345@xinghe.example> wrote:\n> Received.\n\nStill dark.")]
    public void Of_an_answer_in_English_only_what_is_new_is_left(string text) => Assert.Equal("Still dark.", QuotedText.Cut(text));

    [Theory]
    [InlineData("> all of it\n> is quoted")]
    [InlineData("-----Original Message-----\nall of it is old")]
    public void Where_nothing_would_be_left_all_of_it_stays(string text) => Assert.Equal(text, QuotedText.Cut(text));

    [Theory]
    [InlineData("From: the corner to the bridge all lamps are dark.\nPlease come.")]
    [InlineData("他在 2 月 3 日打过电话，没人写道歉信。\n灯还是不亮。")]
    [InlineData("I wrote:\nplease come.")]
    [InlineData("时间：昨天晚上\n地点：滨江路")]
    public void Words_that_only_look_like_a_mark_stay(string text) => Assert.Equal(text, QuotedText.Cut(text));
}
