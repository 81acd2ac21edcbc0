using System.Text.Json.Nodes;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Contents;

namespace ScanHost.Pipeline.Scanning;

/// <summary>Takes the artifacts that are found inside others.</summary>
internal interface IChildren
{
    /// <summary>Adds a child; it is scanned after all that were added before.</summary>
    /// <param name="finder">The run that found it.</param>
    /// <param name="member">What the container says of it.</param>
    /// <param name="description">The same as facts of the child.</param>
    /// <param name="content">Its bytes; owned by the tree from now on.</param>
    void Add(StageScan finder, ContainerMember member, JsonObject description, ArtifactContent content);
}
