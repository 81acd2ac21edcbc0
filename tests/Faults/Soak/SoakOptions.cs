using System.Globalization;

namespace ScanHost.Faults.Soak;

/// <summary>What the soak program is asked for.</summary>
internal sealed record SoakOptions
{
    public const string Usage = "soak [--kills N] [--crashes N] [--zombies N] [--hosts N] [--minutes N] [--provider postgres|sqlite] [--submitters N] [--seed N]";

    public int Kills { get; private init; } = 200;

    public int Crashes { get; private init; }

    public int Zombies { get; private init; }

    public int Hosts { get; private init; } = 3;

    public double Minutes { get; private init; } = 60;

    public bool IsSqlite { get; private init; }

    public int Submitters { get; private init; } = 4;

    public int Seed { get; private init; } = 1;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">One of them is not known.</exception>
    public static SoakOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new SoakOptions();
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not [var name, var value])
                throw new ArgumentException(Usage);
            options = name switch
            {
                "--kills" => options with { Kills = Number(value) },
                "--crashes" => options with { Crashes = Number(value) },
                "--zombies" => options with { Zombies = Number(value) },
                "--hosts" => options with { Hosts = Number(value) },
                "--minutes" => options with { Minutes = double.Parse(value, CultureInfo.InvariantCulture) },
                "--provider" => options with { IsSqlite = value == "sqlite", Hosts = value == "sqlite" ? 1 : options.Hosts },
                "--submitters" => options with { Submitters = Number(value) },
                "--seed" => options with { Seed = Number(value) },
                _ => throw new ArgumentException(Usage),
            };
        }

        return options is { IsSqlite: true, Crashes: > 0 } ? throw new ArgumentException("SQLite has no server that could crash.") : options;
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
