using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Positions as Chinese maps show them. Inside China the law has maps shift every position by up to some hundred metres
/// (GCJ-02); WeChat sends positions on such a map, and everything else here has them as they are (WGS 84).
/// </summary>
internal static class ChinesePosition
{
    // The ellipsoid of Krassowski, of which the shift is made: half its long axis in metres, and the square of its eccentricity.
    private const double HalfAxis = 6_378_245.0;
    private const double Eccentricity = 0.006_693_421_622_965_943_23;
    private const int Rounds = 5;

    /// <summary>The position without the shift, to less than a metre.</summary>
    public static MapPoint Unshifted(double latitude, double longitude)
    {
        if (longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271)
            return new(latitude, longitude); // not shifted outside
        var (lat, lon) = (latitude, longitude);
        // There is no formula for the way back, but the shift hardly changes within its own length.
        for (var round = 0; round < Rounds; round++)
        {
            var (up, right) = Shift(lat, lon);
            (lat, lon) = (latitude - up, longitude - right);
        }

        return new(lat, lon);
    }

    /// <summary>How far a position is shifted, in degrees north and east.</summary>
    internal static (double North, double East) Shift(double latitude, double longitude)
    {
        var (x, y) = (longitude - 105.0, latitude - 35.0);
        var radians = latitude / 180.0 * Math.PI;
        var curve = 1 - (Eccentricity * Math.Sin(radians) * Math.Sin(radians));
        var root = Math.Sqrt(curve);
        var north = NorthMetres(x, y) * 180.0 / (HalfAxis * (1 - Eccentricity) / (curve * root) * Math.PI);
        var east = EastMetres(x, y) * 180.0 / (HalfAxis / root * Math.Cos(radians) * Math.PI);
        return (north, east);
    }

    private static double NorthMetres(double x, double y) =>
        -100.0 + (2.0 * x) + (3.0 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + Waves(x)
        + (((20.0 * Math.Sin(y * Math.PI)) + (40.0 * Math.Sin(y / 3.0 * Math.PI))) * 2.0 / 3.0)
        + (((160.0 * Math.Sin(y / 12.0 * Math.PI)) + (320.0 * Math.Sin(y * Math.PI / 30.0))) * 2.0 / 3.0);

    private static double EastMetres(double x, double y) =>
        300.0 + x + (2.0 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + Waves(x)
        + (((20.0 * Math.Sin(x * Math.PI)) + (40.0 * Math.Sin(x / 3.0 * Math.PI))) * 2.0 / 3.0)
        + (((150.0 * Math.Sin(x / 12.0 * Math.PI)) + (300.0 * Math.Sin(x / 30.0 * Math.PI))) * 2.0 / 3.0);

    private static double Waves(double x) => ((20.0 * Math.Sin(6.0 * x * Math.PI)) + (20.0 * Math.Sin(2.0 * x * Math.PI))) * 2.0 / 3.0;
}
