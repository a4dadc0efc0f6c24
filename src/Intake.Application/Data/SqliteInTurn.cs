using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Intake.Application.Data;

/// <summary>Connections to SQLite for who speaks to it without EF, such as the scheduler: their transactions wait their turn like all others.</summary>
internal sealed class SqliteInTurn(WriteTurn turns) : DbProviderFactory
{
    public override DbConnection CreateConnection() => new Connection(turns);

    public override DbCommand CreateCommand() => SqliteFactory.Instance.CreateCommand();

    public override DbParameter CreateParameter() => SqliteFactory.Instance.CreateParameter();

    private sealed class Connection(WriteTurn turns) : SqliteConnection
    {
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
        {
            turns.Enter(this);
            return base.BeginDbTransaction(isolationLevel);
        }

        protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken)
        {
            await turns.EnterAsync(this, cancellationToken);
            return base.BeginDbTransaction(isolationLevel);
        }
    }
}
