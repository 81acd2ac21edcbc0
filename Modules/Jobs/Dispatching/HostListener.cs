using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Jobs.Dispatching;

/// <summary>Does what other hosts ask for.</summary>
internal sealed class HostListener(IHosts hosts, Doorbell doorbell, IRunningScans running) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var signal in hosts.ListenAsync(stoppingToken))
            {
                if (signal is HostSignal.CancelWanted cancel)
                    running.Cancel(cancel.JobId);
                else
                    doorbell.Ring();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
