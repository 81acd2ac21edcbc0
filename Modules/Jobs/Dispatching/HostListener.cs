using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Jobs;
using ScanHost.Jobs.Maintenance;

namespace ScanHost.Jobs.Dispatching;

/// <summary>Does what other hosts ask for, and what their deaths do.</summary>
internal sealed class HostListener(IHosts hosts, Doorbell doorbell, IRunningScans running, JobRescuer rescuer) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var signal in hosts.ListenAsync(stoppingToken))
            {
                switch (signal)
                {
                    case HostSignal.CancelWanted cancel:
                        running.Cancel(cancel.JobId);
                        break;
                    case HostSignal.HostGone:
                        rescuer.LookNow();
                        break;
                    default:
                        doorbell.Ring();
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
