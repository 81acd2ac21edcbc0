using System.Collections.Frozen;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Classes of objects that exploits and phishing put into documents and that hardly anybody else does.</summary>
internal static class SuspectClasses
{
    public static readonly Guid Equation = new("0002ce02-0000-0000-c000-000000000046");

    public static readonly Guid Flash = new("d27cdb6e-ae6d-11cf-96b8-444553540000");

    public static readonly FrozenDictionary<Guid, string> Bad = new Dictionary<Guid, string>
    {
        [new("eab22ac3-30c1-11cf-a7eb-0000c05bae0b")] = "Shell.Explorer web browser control",
        [new("06290bd3-48aa-11d2-8432-006008c3fbfc")] = "script moniker (CVE-2017-8570)",
        [new("ecabafc6-7f19-11d2-978e-0000f8757e2a")] = "new moniker",
        [new("ecabb0c7-7f19-11d2-978e-0000f8757e2a")] = "SOAP moniker (CVE-2017-8759)",
        [new("3050f4d8-98b5-11cf-bb82-00aa00bdce0b")] = "HTML application",
        [new("25336920-03f9-11cf-8fd0-00aa00686f13")] = "HTML document",
        [new("a08a033d-1a75-4ab6-a166-ead02f547959")] = "OTKLOADR (CVE-2015-1641)",
        [new("cdf1c8aa-2d25-43c7-8afe-01f73a3c66da")] = "IE toolbar",
        [new("72c24dd5-d70a-438b-8a42-98424b88afb8")] = "Windows script host shell",
        [new("f5078f32-c551-11d3-89b9-0000f81fe221")] = "MSXML 3 document (CVE-2012-1889)",
        [new("88d969e9-f192-11d4-a65f-0040963251e5")] = "MSXML 5 document",
    }.ToFrozenDictionary();
}
