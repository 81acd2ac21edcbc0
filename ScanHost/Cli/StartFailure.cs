using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Settings;

namespace ScanHost.Cli;

/// <summary>Puts what stopped a start into one sentence.</summary>
internal static class StartFailure
{
    /// <summary>Describes an exception for the person who started the program.</summary>
    public static StartRefusedException Describe(Exception error) => error switch
    {
        StartRefusedException refused => refused,
        StorageUnavailableException unavailable => new(OneLine(unavailable.Message)),
        OptionsValidationException invalid => new($"Wrong setting: {OneLine(string.Join(' ', invalid.Failures))}"),
        IOException { InnerException: AddressInUseException } inUse => new($"Cannot listen: {OneLine(inUse.Message)}"),
        SocketException socket => new($"Cannot listen: {OneLine(socket.Message)}."),
        AggregateException { InnerExceptions: [var only] } => Describe(only),

        // The settings binder names the key and the value, its inner exception only the type.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } conversion =>
            new($"Wrong setting: {OneLine(conversion.Message)}"),
        _ => new($"Cannot start: {OneLine(error.Message)} ({error.GetType().Name})"),
    };

    private static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
