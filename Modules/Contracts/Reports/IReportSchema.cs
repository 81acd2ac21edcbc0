namespace ScanHost.Contracts.Reports;

/// <summary>The JSON Schema of <see cref="Report"/>, as shipped.</summary>
public interface IReportSchema
{
    /// <summary>Opens the schema's text; the caller disposes it.</summary>
    Stream OpenRead();
}
