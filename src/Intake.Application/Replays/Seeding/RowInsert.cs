using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Intake.Application.Replays.Seeding;

/// <summary>
/// Inserts rows of one table by a prepared statement that is made from the model: columns, order and converters are those of
/// EF Core, without what it does to keep track of them. PostgreSQL, to which each statement is a way over the network, gets
/// them together (COPY). Only for filling, where nobody reads the rows back.
/// </summary>
internal sealed class RowInsert<TRow> : IDisposable
    where TRow : class
{
    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, Func<TRow, object?> Read)[] _values;
    private readonly string? _copy;
    private readonly List<TRow> _waiting = [];

    public RowInsert(DbContext db, DbTransaction transaction)
    {
        var entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} is no table.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        _command = transaction.Connection!.CreateCommand();
        _command.Transaction = transaction;
        _values = [.. entity.GetProperties().Select((property, i) => (Parameter(i, property), Reader(property)))];
        var name = sql.DelimitIdentifier(table.Name, table.Schema);
        var columns = string.Join(", ", entity.GetProperties().Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        if (transaction.Connection is NpgsqlConnection)
        {
            _copy = $"COPY {name} ({columns}) FROM STDIN (FORMAT BINARY)";
            return;
        }

        // Names of tables, columns and parameters from the model; the values are parameters.
#pragma warning disable CA2100
        _command.CommandText = $"INSERT INTO {name} ({columns}) VALUES ({string.Join(", ", _values.Select(value => value.Parameter.ParameterName))})";
#pragma warning restore CA2100
        _command.Prepare();
    }

    /// <summary>Inserts a row, at the latest with <see cref="FlushAsync"/>.</summary>
    public void Add(TRow row)
    {
        if (_copy is not null)
        {
            _waiting.Add(row);
            return;
        }

        foreach (var (parameter, read) in _values)
            parameter.Value = read(row) ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    /// <summary>Inserts what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_copy is null || _waiting.Count == 0)
            return;
        await using var copy = await ((NpgsqlConnection)_command.Connection!).BeginBinaryImportAsync(_copy, cancellationToken);
        foreach (var row in _waiting)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var (parameter, read) in _values)
            {
                if (read(row) is { } value)
                    await copy.WriteAsync(value, ((NpgsqlParameter)parameter).NpgsqlDbType, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
        _waiting.Clear();
    }

    public void Dispose() => _command.Dispose();

    private DbParameter Parameter(int i, IProperty property)
    {
        var parameter = property.GetRelationalTypeMapping().CreateParameter(_command, $"@p{i}", null, property.IsNullable);
        // A prepared statement of SQL Server cuts what is longer than was said beforehand.
        if (parameter is SqlParameter && property.GetMaxLength() == -1)
            parameter.Size = -1;
        _command.Parameters.Add(parameter);
        return parameter;
    }

    private static Func<TRow, object?> Reader(IProperty property)
    {
        var getter = property.PropertyInfo ?? throw new InvalidOperationException($"{property.Name} of {typeof(TRow).Name} has no property to read.");
        return property.GetTypeMapping().Converter is { } converter ? row => converter.ConvertToProvider(getter.GetValue(row)) : getter.GetValue;
    }
}
