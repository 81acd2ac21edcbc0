using ScanHost.Formats.Containers;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>A container reader that unpacks what the test says, out of any file.</summary>
internal sealed class ScriptedReader(Action<ReadOnlyMemory<byte>, IMemberSink, CancellationToken> script) : ContainerReader
{
    public override string Name => Called;

    public string Called { get; init; } = "scripted";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Formats.Identification.FileTypes.All.Select(type => type.Id)];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken) =>
        script(file, sink, cancellationToken);
}
