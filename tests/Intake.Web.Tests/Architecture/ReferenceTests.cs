using System.Reflection;
using System.Xml.Linq;
using Intake.Application.Notifications;
using Intake.Domain;
using Intake.Testing;
using Intake.Web.Commands;

namespace Intake.Web.Tests.Architecture;

public sealed class ReferenceTests
{
    // Domain <- Application <- Bot <- Web; Web -> migrations -> Application. Nobody references Web but its tests.
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Intake.Domain"] = [],
        ["Intake.Application"] = ["Intake.Domain"],
        ["Intake.Bot"] = ["Intake.Application"],
        ["Intake.Web"] = ["Intake.Bot", "Intake.Migrations."],
        ["Intake.Migrations."] = ["Intake.Application"],
        // Stands in for a package, and is referenced like one.
        ["Microsoft.SqlServer.Server"] = [],
    };

    public static TheoryData<string> Projects => [.. Files().Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_is_below_it(string project)
    {
        var allowed = MayReference.Single(rule => Path.GetFileNameWithoutExtension(project).StartsWith(rule.Key, StringComparison.Ordinal)).Value;
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.All(references, reference => Assert.Contains(allowed, name => reference.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_domain_references_the_base_class_library_alone()
    {
        var foreign = typeof(Refusal).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(foreign);
        Assert.Empty(XDocument.Load(Path.Combine(Repository.Root, "src/Intake.Domain/Intake.Domain.csproj")).Descendants("PackageReference"));
    }

    [Fact]
    public void An_interface_of_ours_has_more_than_one_implementation()
    {
        Assembly[] ours = [typeof(Refusal).Assembly, typeof(Application.Texts.TextCatalogue).Assembly, Assembly.Load("Intake.Bot"), typeof(CommandTable).Assembly];
        var types = ours.SelectMany(assembly => assembly.GetTypes()).ToList();
        // A route for each channel that is sent its messages: the channels to come bring theirs.
        Type[] forChannels = [typeof(IOutboxRoute)];
        var lonely = types.Except(forChannels).Where(type => type.IsInterface && types.Count(other => other is { IsInterface: false, IsAbstract: false } && Implements(other, type)) == 1);
        Assert.Empty(lonely.Select(type => type.FullName));
    }

    private static bool Implements(Type type, Type contract)
        => type.GetInterfaces().Any(one => one == contract || (one.IsGenericType && one.GetGenericTypeDefinition() == contract));

    private static IEnumerable<SourceFile> Files() => Repository.Sources("src", "*.csproj").Concat(Repository.Sources("migrations", "*.csproj"));
}
