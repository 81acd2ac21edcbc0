namespace ScanHost.Contracts.Jobs;

/// <summary>Brings the database to this version's schema.</summary>
public interface IDatabaseMigrator
{
    /// <summary>Applies what is missing, under a lock: hosts that start together do not collide, and a start that was killed in the middle
    /// does not block the next one. Idempotent.</summary>
    /// <returns>The names of the migrations that were applied now; empty when the schema was current.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or opened.</exception>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);
}
