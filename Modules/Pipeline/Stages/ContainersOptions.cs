namespace ScanHost.Pipeline.Stages;

/// <summary>How containers are opened.</summary>
internal sealed class ContainersOptions
{
    public const string Section = "Containers";

    private static readonly string[] UsualPasswords = ["infected", "password", "malware", "virus", "1234", "123456"];

    /// <summary>Passwords tried on encrypted members, in this order. Default: the ones by which samples are usually exchanged.</summary>
    /// <remarks>Null stands for the default, because the configuration binder appends to a list that is there already.</remarks>
    public IReadOnlyList<string>? Passwords { get; init; }

    /// <summary>The passwords to try.</summary>
    public IReadOnlyList<string> EffectivePasswords => Passwords ?? UsualPasswords;
}
