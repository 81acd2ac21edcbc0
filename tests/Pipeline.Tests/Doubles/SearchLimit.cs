using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ScanHost.Pipeline.Scanning;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>Gives searches the limit that the host gives them, before the first of them is made.</summary>
internal static class SearchLimit
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The tests are the application here.")]
    internal static void Apply() => PatternTime.Apply();
}
