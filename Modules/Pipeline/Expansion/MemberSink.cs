using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Scanning;

namespace ScanHost.Pipeline.Expansion;

/// <summary>
/// Takes what one stage unpacks from one artifact: counts it against the scan's budget, makes children of it, and turns what the reader
/// could not unpack into gaps. Whatever the reader makes of the exceptions that it throws, a limit that was reached stays on record.
/// </summary>
internal sealed class MemberSink(StageScan scan, ExpansionBudget budget, IChildren children) : IMemberSink, IDisposable
{
    private readonly HashSet<string> limitsReached = new(StringComparer.Ordinal);
    private MemberStream? open;

    /// <summary>Names of all members that the reader told of, unpacked or not.</summary>
    public MemberNames Names { get; } = new();

    public Stream Open(ContainerMember member)
    {
        if (open is not null)
            throw new InvalidOperationException("The member before is not complete.");

        try
        {
            budget.AddArtifact(scan.Facts.Depth + 1);
        }
        catch (ExpansionLimitException limit)
        {
            LimitReached(limit);
            throw;
        }

        Names.Add(member);
        return open = new MemberStream(budget, LimitReached, stream => Complete(member, stream));
    }

    public void NotUnpacked(ContainerMember member, UnpackGap reason, string detail)
    {
        if (reason != UnpackGap.Damaged)
            Names.Add(member);
        scan.Miss(
            reason switch
            {
                UnpackGap.Encrypted => GapReason.Encrypted,
                UnpackGap.Unsupported => GapReason.Unsupported,
                _ => GapReason.Damaged,
            },
            member.Name.Length == 0 ? detail : $"{MemberName.Shorten(member.Name)}: {detail}");
    }

    public void Anomaly(string id, long? offset, string detail) =>
        scan.Report(Heuristics.OfAnomaly(id), new Evidence(offset, offset is null ? null : 0, MemberName.Shorten(detail)));

    /// <summary>Completes a member that its reader left open when it failed: what came out of it is examined.</summary>
    public void Dispose() => open?.Dispose();

    private void Complete(ContainerMember member, MemberStream stream)
    {
        open = null;
        using var kept = stream.Kept;
        children.Add(scan, member, Describe(member, stream), kept.ToContent());
    }

    private void LimitReached(ExpansionLimitException limit)
    {
        if (!limitsReached.Add(limit.Limit))
            return;

        scan.MissForLimit(limit);
        if (limit.Limit == "MaxExpansionRatio")
            scan.Report(Heuristics.Bomb);
        else if (limit.Limit == "MaxArtifacts")
            scan.Report(ArchiveHeuristics.TooMany);
    }

    private static JsonObject Describe(ContainerMember member, MemberStream stream)
    {
        var facts = new JsonObject();
        if (member.Method is { } method)
            facts["method"] = method;
        if (member.CompressedSize is { } compressed)
            facts["compressed_size"] = compressed;
        if (member.DeclaredSize is { } declared && declared != stream.Kept.Length)
            facts["declared_size"] = declared;
        if (member.ModifiedAt is { } modified)
            facts["modified_at"] = modified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null);
        if (member.IsEncrypted)
            facts["encrypted"] = true;
        if (member.Password is { } password)
            facts["password"] = password;
        if (member.Offset is { } offset)
            facts["offset"] = offset;
        if (stream.IsCut)
            facts["cut"] = true;
        return facts;
    }
}
