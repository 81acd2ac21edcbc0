namespace ScanHost.Pipeline.Stages;

/// <summary>
/// Looks at one artifact at a time and says what it found. Never sees another stage, the database or the clock. Stateless: one
/// instance serves all threads.
/// </summary>
internal interface IScanStage
{
    /// <summary>Stable short name, in reports and settings: <c>hashes</c>, <c>zip</c>.</summary>
    string Name { get; }

    /// <summary>Changes when its findings can change.</summary>
    string Version { get; }

    /// <summary>When it runs. Stages of one phase do not see what the others of that phase learned.</summary>
    StagePhase Phase { get; }

    /// <summary>True when it looks at the artifact's name or place and not only at its bytes: then it runs again on bytes that the
    /// same scan has seen before.</summary>
    bool ReadsName => false;

    /// <summary>Digest of what its findings depend on besides its version (lists, rules, passwords); empty when nothing.</summary>
    string Fingerprint => "";

    /// <summary>True when it has something to say about such an artifact. Cheap.</summary>
    bool Accepts(ArtifactFacts facts);

    /// <summary>
    /// Examines the artifact. Runs on a thread of its own and may compute there as long as it checks
    /// <paramref name="cancellationToken"/> at least once a millisecond or so of work.
    /// </summary>
    /// <param name="scan">The artifact, and where findings go.</param>
    /// <param name="cancellationToken">Its time is over, or the scan was canceled.</param>
    ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken);
}

/// <summary>The order of the stages on one artifact. What a phase learns, the next phases see.</summary>
internal enum StagePhase
{
    /// <summary>Tells what it is.</summary>
    Identify,

    /// <summary>Tells which it is.</summary>
    Hash,

    /// <summary>Asks whether it is known.</summary>
    Recognise,

    /// <summary>Looks for evidence. Stages of this phase may run side by side.</summary>
    Analyse,

    /// <summary>Takes out what is inside. The only phase that may open children; one stage after the other.</summary>
    Unpack,
}
