namespace ScanHost.Formats.Xls;

/// <summary>How the records of a workbook are stored.</summary>
internal enum BiffVersion
{
    /// <summary>Excel 5 and 95.</summary>
    Biff5,

    /// <summary>Excel 97 to 2003, [MS-XLS].</summary>
    Biff8,

    /// <summary>Binary packages, [MS-XLSB].</summary>
    Biff12,
}
