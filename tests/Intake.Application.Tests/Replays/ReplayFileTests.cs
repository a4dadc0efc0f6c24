using Intake.Application.Replays;

namespace Intake.Application.Tests.Replays;

public sealed class ReplayFileTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2019/4/5 9:02:09", "2019-04-05T01:02:09Z")]
    [InlineData("2019-04-05 09:02:09", "2019-04-05T01:02:09Z")]
    [InlineData("2019-4-5 9:02", "2019-04-05T01:02:00Z")]
    [InlineData("2019-04-05T09:02:09", "2019-04-05T01:02:09Z")]
    [InlineData("2019-04-05T09:02:09Z", "2019-04-05T09:02:09Z")]
    [InlineData("2019-04-05T09:02:09+02:00", "2019-04-05T07:02:09Z")]
    public void Times_are_read_in_the_forms_that_files_have_and_are_the_authoritys_where_they_name_no_zone(string written, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(Read($"t,{written},d").Rows).SentAt);

    [Theory]
    [InlineData("t,yesterday,d", "sent-at")]
    [InlineData("t,2019/4/5,d", "sent-at")]
    [InlineData("t,2019-02-30 10:00,d", "sent-at")]
    [InlineData("t,2026-03-11 10:00,d", "sent-at")] // tomorrow
    [InlineData("t,0001-01-01 10:00,d", "sent-at")]
    [InlineData(" ,2019-04-05 10:00, ", "text")]
    [InlineData("t,2019-04-05 10:00", "columns")]
    [InlineData("t,2019-04-05 10:00,d,e", "columns")]
    [InlineData("t,2019-04-05 10:00,\"d", "quotes")]
    public void A_row_that_cannot_be_read_is_kept_with_its_line_and_the_reason(string row, string reason)
    {
        var file = Read($"first,2019-04-05 10:00,d\n{row}\nlast,2019-04-05 10:00,d");
        Assert.Equal([(3, reason)], file.Unreadable.Select(one => (one.Line, one.Reason)));
        Assert.Equal(row, file.Unreadable[0].Raw);
        Assert.Equal([2, 4], file.Rows.Select(one => one.Line));
        Assert.Equal(3, file.Count);
    }

    [Fact]
    public void A_reply_has_its_time_and_without_words_there_is_none()
    {
        var file = Named("title,sent_at,detail,reply,replied_at\na,2019-04-05 10:00,d,done,2019-04-08 9:00\nb,2019-04-05 11:00,d,,never\nc,2019-04-05 12:00,d,done,2019/4/8\n");
        Assert.Equal(["done", null], file.Rows.Select(row => row.Reply));
        Assert.Equal(new DateTimeOffset(2019, 4, 8, 1, 0, 0, TimeSpan.Zero), file.Rows[0].RepliedAt);
        Assert.Equal("replied-at", Assert.Single(file.Unreadable).Reason);
    }

    [Fact]
    public void Rows_come_in_the_order_of_their_times_whatever_the_files_and_columns_may_be_in_any_order()
    {
        var file = Named("\uFEFFid,Detail,SENT_AT,title,likes\n1,d,2019-04-06 10:00,later,0\n2,d,2019-04-05 10:00,earlier,0\n");
        Assert.Equal(["earlier\nd", "later\nd"], file.Rows.Select(row => row.Text));
    }

    [Fact]
    public void A_title_that_the_text_begins_with_is_not_said_twice() => Assert.Equal("noise at night", Assert.Single(Read("noise,2019-04-05 10:00,noise at night").Rows).Text);

    [Theory]
    [InlineData("", "no head")]
    [InlineData("title,detail\n", "sent_at")]
    [InlineData("a;b;c\n", "title, sent_at, detail")]
    public void A_file_without_its_columns_is_refused_as_a_whole_and_says_which(string text, string said) =>
        Assert.Contains(said, Assert.Throws<ReplayFileException>(() => Named(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_head_alone_is_an_empty_file() => Assert.Equal(0, Named("title,sent_at,detail\n").Count);

    [Fact]
    public void An_id_hangs_on_the_files_name_the_line_and_what_stands_there()
    {
        string IdOf(string name, string text) => ReplayFile.Read(name, text, Zone, Now).Rows[^1].Id;
        const string Head = "title,sent_at,detail\n";
        var id = IdOf("a.csv", Head + "t,2019-04-05 10:00,d\n");
        Assert.Equal(id, IdOf("a.csv", Head + "t,2019-04-05 10:00,d\r\n"));
        Assert.NotEqual(id, IdOf("b.csv", Head + "t,2019-04-05 10:00,d\n"));
        Assert.NotEqual(id, IdOf("a.csv", Head + "\nt,2019-04-05 10:00,d\n"));
        Assert.NotEqual(id, IdOf("a.csv", Head + "t,2019-04-05 10:00,e\n"));
        Assert.All([id, IdOf(new string('n', 300), Head + "t,2019-04-05 10:00,d\n")], one => Assert.InRange(one.Length, 10, 90));
    }

    private static ReplayFile Read(string rows) => Named($"title,sent_at,detail\n{rows}\n");

    private static ReplayFile Named(string text) => ReplayFile.Read("test.csv", text, Zone, Now);
}
