namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>The stages that judge documents and mail.</summary>
internal static class DocumentStages
{
    public static IReadOnlyList<IScanStage> All { get; } =
    [
        new CompoundStage(), new BiffStage(), new VbaStage(), new VbaSourceStage(), new OoxmlStage(), new MailStage(), new CalendarStage(), new AttachmentStage(), new PdfStage(), new RtfStage(), new OneNoteStage(),
        new MsiStage(), new ActiveMimeStage(),
    ];
}
