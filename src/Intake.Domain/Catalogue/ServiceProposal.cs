using System.Runtime.CompilerServices;
using Intake.Domain.Tickets;

namespace Intake.Domain.Catalogue;

/// <summary>A service that a text may belong to.</summary>
/// <param name="Service">The service.</param>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct ProposedService(Service Service, double Confidence);

/// <summary>
/// Proposes services for a text by their keywords. A keyword counts the more the longer it is, the fewer services share it,
/// and the earlier it stands; one inside a longer one counts little. Confidence compares a service with the others found.
/// </summary>
public static class ServiceProposal
{
    /// <summary>Characters in which people say what it is about, before they tell the story.</summary>
    private const int Opening = 30;

    private const double OpeningWeight = 2;
    private const double InsideWeight = 0.2;
    private const double RepeatedWeight = 0.4;

    /// <summary>The score at which a service that stands alone is believed as much as not.</summary>
    private const double Doubt = 3;

    // By the table of services, not by the authority: a copy of the authority with other services gets its own index.
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, Service>, Keywords> Compiled = [];

    /// <summary>The services whose keywords the text has, the likeliest first.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="text">What somebody wrote, in any language.</param>
    /// <param name="kind">The kind of ticket when it is known; services that do not take it are left out.</param>
    public static IReadOnlyList<ProposedService> Propose(Authority authority, string text, TicketKind? kind)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(text);
        var keywords = Compiled.GetValue(authority.Services, services => new Keywords(services));
        var scores = keywords.Score(text);
        var found = keywords.Services
            .Select((service, index) => (service, score: scores[index]))
            .Where(pair => pair.score > 0 && (kind is null || pair.service.Kinds.Contains(kind.Value)))
            .OrderByDescending(pair => pair.score)
            .ThenBy(pair => pair.service.Code, StringComparer.Ordinal)
            .ToList();
        var all = found.Sum(pair => pair.score * pair.score) + (Doubt * Doubt);
        return [.. found.Select(pair => new ProposedService(pair.service, pair.score * pair.score / all))];
    }

    /// <summary>The keywords of all services, ready to be found.</summary>
    private sealed class Keywords
    {
        private readonly WordIndex index;
        private readonly double[] weights;
        private readonly int[][] targets;

        internal Keywords(IReadOnlyDictionary<string, Service> services)
        {
            Services = [.. services.Values];
            var byWord = Services
                .SelectMany((service, position) => service.Keywords.Select(word => (word, position)))
                .GroupBy(pair => pair.word, pair => pair.position, StringComparer.Ordinal)
                .ToList();
            index = new WordIndex([.. byWord.Select(group => group.Key)]);
            targets = [.. byWord.Select(group => group.Distinct().ToArray())];
            weights = [.. byWord.Select((group, word) => Weight(group.Key) / targets[word].Length)];
        }

        internal IReadOnlyList<Service> Services { get; }

        internal double[] Score(string text)
        {
            var scores = new double[Services.Count];
            var seen = new HashSet<int>();
            var covered = 0;
            var hits = index.Find(text);
            for (var i = 0; i < hits.Count; i++)
            {
                var hit = hits[i];
                var weight = weights[hit.Word] * (seen.Add(hit.Word) ? 1 : RepeatedWeight) * (hit.At < Opening ? OpeningWeight : 1);
                if (IsInside(hits, i, covered))
                    weight *= InsideWeight;
                covered = Math.Max(covered, hit.At + hit.Length);
                foreach (var service in targets[hit.Word])
                    scores[service] += weight;
            }

            return scores;
        }

        /// <summary>Whether the hit lies inside one that began before it, or inside a longer one that begins with it.</summary>
        private static bool IsInside(List<WordHit> hits, int i, int covered)
        {
            var hit = hits[i];
            if (hit.At + hit.Length <= covered)
                return true;
            for (var next = i + 1; next < hits.Count && hits[next].At == hit.At; next++)
            {
                if (hits[next].Length > hit.Length)
                    return true;
            }

            return false;
        }

        /// <summary>Chinese says in one character what takes Latin letters three.</summary>
        private static double Weight(string word)
        {
            var length = word.Sum(character => character < '\u0250' ? 1.0 / 3 : 1);
            return Math.Pow(Math.Min(length, 6), 1.1);
        }
    }
}
