using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>
/// Names the right number at once when somebody writes of a danger, and the right door for what is decided elsewhere.
/// The report goes on all the same.
/// </summary>
internal static class Emergencies
{
    /// <summary>Tells of the doors that the message points to, each once for a draft; of others only when nothing is in danger.</summary>
    public static void Warn(Talk talk, string text)
    {
        var doors = RightDoors.Find(talk.Authority, text);
        foreach (var door in doors.Where(door => door.IsEmergency))
            Tell(talk, door, door.Phone is null ? "emergency.without-phone" : "emergency.now");
        if (doors.Count > 0 && !doors[0].IsEmergency)
            Tell(talk, doors[0], "door.hint");
    }

    private static void Tell(Talk talk, RightDoor door, string key)
    {
        if (talk.State.Warned.Contains(door.Code))
            return;
        talk.State = talk.State with { Warned = [.. talk.State.Warned, door.Code] };
        talk.Say(key, ("name", door.Name[talk.Language]), ("phone", door.Phone ?? ""), ("advice", door.Advice[talk.Language]));
    }
}
