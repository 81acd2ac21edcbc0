using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Mail;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges an invitation as the letter that it is: calendars put it before their owner without asking.</summary>
internal sealed class CalendarStage : IScanStage
{
    public string Name => "calendar";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id == "icalendar";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var source = ScanText.Of(scan);
        if (source.IsCut)
            scan.Miss(GapReason.Limit, $"Only the first {SourceText.MaxBytes} bytes of a calendar are looked at.");
        var properties = CalendarFile.Read(source.Text);
        if (properties.Count == CalendarFile.MaxProperties)
            scan.Miss(GapReason.Limit, $"Only the first {CalendarFile.MaxProperties} properties of a calendar are looked at.");
        MailStage.Judge(scan, CalendarFile.Summarise(properties));
        return ValueTask.CompletedTask;
    }
}
