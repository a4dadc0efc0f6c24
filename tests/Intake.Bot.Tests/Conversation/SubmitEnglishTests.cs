using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Tests.Conversation;

public sealed class SubmitEnglishTests
{
    private const string Whole = "I want to complain about the building site in Xingbei District: drilling and pile driving all night, call me at 13812345678";

    [Fact]
    public void The_whole_matter_in_one_message_is_confirmed_in_one_tap()
    {
        var talk = Transcript.In(Language.English).Play($"""
            User: {Whole}
            Bot: This is what I made of your words. Please check:⏎Kind: Complaint⏎Subject: Noise and environment · Noise from building sites⏎Text: I want to complain about the building site in Xingbei District: drilling and pile driving all night, call me at ***⏎Place: Xingbei District⏎Who sees you: only the centre knows who you are; the handling unit does not⏎Contact: 138****5678 (from your words; it is hidden in the text)⏎If it is right, press "Send it". To change something press "Change something", or just write on.
            Buttons: Send it | Send it anonymously | Change something | Cancel
            User: [Send it]
            Bot: Your request has been received.⏎Number: XH-20260311-00001-1⏎Code: 〔查询码〕⏎With these two you can check progress, add to it and urge it at any time, without an account. Please take a screenshot or write them down, and keep the code to yourself.⏎Expected by Thursday, 12 March, 10:00; the date is confirmed when the request is accepted. I will tell you here what happens.
            Buttons: Check progress | Add to it | Report something else
            """);
        Assert.Equal("13812345678", Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands)).Contact?.Phone);
    }

    [Fact]
    public void Step_by_step_with_numbers_and_words_for_buttons()
    {
        var talk = Transcript.In(Language.English).Play("""
            User: I want to report something
            Bot: Please tell me what it is about: when, where and what happened. Several messages are fine, and so are photos.
            User: no heating
            Bot: Which of these is it about?
            Buttons: Heating | None of these | Not sure, let the centre decide | Back | Cancel
            User: one
            Bot: Where is it? …
            User: number 12, North Gate Street
            Bot: About how many degrees Celsius is it indoors? You can skip this. (a number, please)
            User: cold
            Bot: I did not see a number. Please write one, such as 18.
            Bot: About how many degrees Celsius is it indoors? You can skip this. (a number, please)
            User: about 12.5 degrees
            Bot: Do you have photos, recordings or files? Send them now; they help the unit to see what it is about.
            User: i do
            Bot: Do you have photos, recordings or files? …
            User: <file radiator.jpg>
            Bot: Files received: 1. Send more if there are any.
            User: that's all
            Bot: Who may know who you are?…
            Buttons: Centre only | With my name | Anonymous | Back | Cancel
            User: with my name
            Bot: Please leave your name and a phone number (or e-mail address), such as "Li Ming 13900000000". You do not have to.
            User: Jane Doe, jane@example.org
            Bot: Please check:⏎Kind: Complaint⏎Subject: Water, power, gas, heating · Heating⏎Text: no heating⏎Place: Xingbei District, number 12, North Gate Street⏎About how many degrees Celsius is it indoors: 12.5⏎Files: 1⏎Who sees you: the centre and the handling unit see your name and contact details⏎Contact: Jane Doe, ja***@example.org⏎…
            User: ok
            Bot: Your request has been received.…
            """);
        var sent = Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands));
        Assert.Equal((Anonymity.Named, "Jane Doe", "jane@example.org"), (sent.Anonymity, sent.Contact?.Name, sent.Contact?.Email));
    }

    [Fact]
    public void Changing_cancelling_and_bringing_it_back() => Transcript.In(Language.English).Play($"""
            User: {Whole}
            Bot: This is what I made of your words.…
            User: change something
            Bot: What would you like to change?
            User: [Contact]
            Bot: Please leave a phone number or an e-mail address; only the centre sees it. You do not have to.
            User: I would rather not
            Bot: …
            User: cancel
            Bot: Cancelled; nothing was sent. What you wrote is being deleted. If that was a mistake, press "Bring it back" now.
            User: bring it back
            Bot: …Please check:…
            User: back
            Bot: …
            """);

    [Fact]
    public void Whoever_cannot_tell_walks_the_two_levels() => Transcript.In(Language.English).Play("""
            User: there is something strange going on downstairs
            Bot: I cannot tell what this belongs to. Please choose an area, or "Not sure".
            User: [Streets and city management]
            Bot: Please choose one of these.
            User: [Dogs]
            Bot: Where is it? …
            """);

    [Fact]
    public void A_danger_is_answered_with_its_number_at_once() => Transcript.In(Language.English).Play("""
            User: I smell gas in the stairwell, I think it is a gas leak
            Bot: Please note: A smell of gas: close the valve, open the windows, touch no switch, and telephone from outside. Gas emergency line: 0999-6600203. You can go on here after the call.
            Bot: Where is it? …
            """);

    [Fact]
    public void Too_long_too_empty_and_without_words() => Transcript.In(Language.English).Play("""
            User: <empty>
            Bot: There were no words in that. Please write a few.
            Bot: Is there anything else?
            User: <sticker>
            Bot: I cannot read stickers and pictures like that. Please tell me in words.
            Bot: Is there anything else?
            """);
}
