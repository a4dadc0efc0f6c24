using System.Xml.Linq;
using Intake.Application.Data;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Staff;

/// <summary>Keeps the keys of cookies and forms in the database, so that every node reads what another has written.</summary>
public sealed class ProtectionKeys(IDbContextFactory<IntakeDbContext> contexts) : IXmlRepository
{
    /// <summary>Makes data protection keep its keys in the database.</summary>
    public static void Use(IServiceCollection services) =>
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<IntakeDbContext>>((options, contexts) => options.XmlRepository = new ProtectionKeys(contexts));

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().Select(row => row.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var db = contexts.CreateDbContext();
        db.ProtectionKeys.Add(new() { Id = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
