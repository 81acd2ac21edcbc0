using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Moving pictures. Sources: ISO/IEC 14496-12, 13818-1, Matroska, Microsoft ASF and AVI, Adobe FLV.</summary>
internal static class VideoTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(Video)
    {
        { "mp4", "video/mp4", "MPEG-4 film", "mp4" },
        { "mov", "video/quicktime", "QuickTime film", "mov qt" },
        { "m4v:mp4", "video/x-m4v", "MPEG-4 film", "m4v" },
        { "f4v:mp4", "video/mp4", "Flash MPEG-4 film", "f4v" },
        { "3gp:mp4", "video/3gpp", "3GPP film", "3gp" },
        { "3g2:mp4", "video/3gpp2", "3GPP2 film", "3g2" },
        { "isobmff", "application/mp4", "ISO media file", "mp4" },
        { "avi", "video/x-msvideo", "AVI film", "avi", "'RIFF' ?? ?? ?? ?? 'AVI '", "'RIFF' ?? ?? ?? ?? 'AVIX'" },
        { "riff", "application/x-riff", "RIFF file", "", "'RIFF'", "'RIFX'" },
        { "iff", "application/x-iff", "IFF file", "iff", "'FORM' 00" },
        { "mkv", "video/matroska", "Matroska film", "mkv mka mks", "1A 45 DF A3" },
        { "webm:mkv", "video/webm", "WebM film", "webm" },
        { "flv", "video/x-flv", "Flash video", "flv", "'FLV' 01" },
        { "mpeg", "video/mpeg", "MPEG film", "mpg mpeg vob", "00 00 01 BA" },
        { "mpeg-video", "video/mpeg", "MPEG video stream", "m1v m2v mpv", "00 00 01 B3" },
        { "h264", "video/h264", "H.264 stream", "h264 264", "00 00 00 01 67", "00 00 01 67", "00 00 00 01 27", "00 00 00 01 09" },
        { "h265", "video/h265", "H.265 stream", "h265 265", "00 00 00 01 40 01" },
        { "mpeg4-video", "video/mp4v-es", "MPEG-4 video stream", "m4v", "00 00 01 B0", "00 00 01 B5 09" },
        { "mpegts", "video/mp2t", "MPEG transport stream", "ts" },
        { "m2ts", "video/mp2t", "Blu-ray transport stream", "m2ts mts" },
        { "asf", "video/x-ms-asf", "Windows Media file", "wmv wma asf", "30 26 B2 75 8E 66 CF 11 A6 D9 00 AA 00 62 CE 6C" },
        { "ogv:ogg", "video/ogg", "Ogg Theora film", "ogv", "'OggS' 00 @28 80 'theora'" },
        { "realmedia", "application/vnd.rn-realmedia", "RealMedia film", "rm rmvb", "'.RMF' 00" },
        { "mxf", "application/mxf", "MXF film", "mxf", "06 0E 2B 34 02 05 01 01 0D 01 02" },
        { "ivf", "video/x-ivf", "IVF stream", "ivf", "'DKIF' 00 00" },
        { "bink", "video/vnd.radgamettools.bink", "Bink film", "bik bk2",
            "'BIK' 62", "'BIK' 66", "'BIK' 67", "'BIK' 68", "'BIK' 69", "'KB2' ??" },
        { "smacker", "video/vnd.radgamettools.smacker", "Smacker film", "smk", "'SMK2'", "'SMK4'" },
        { "nsv", "video/x-nsv", "Nullsoft video", "nsv", "'NSVf'", "'NSVs'" },
        { "wtv", "video/x-wtv", "Windows recorded TV", "wtv", "B7 D8 00 20 37 49 DA 11 A6 4E 00 07 E9 5E AD 8D" },
        { "yuv4mpeg", "video/x-yuv4mpeg", "Uncompressed YUV film", "y4m", "'YUV4MPEG2 '" },
        { "fli", "video/fli", "FLI animation", "fli", "@4 11 AF ?? ?? ?? ?? 08 00" },
        { "flc", "video/flc", "FLC animation", "flc", "@4 12 AF ?? ?? ?? ?? 08 00" },
        { "mve", "video/x-mve", "Interplay film", "mve", "'Interplay MVE File' 1A 00" },
        { "dv", "video/dv", "DV stream", "dv", "1F 07 00 3F", "1F 07 00 BF" },
        { "xspf:xml", "application/xspf+xml", "XSPF playlist", "xspf" },
        { "roq", "video/x-roq", "RoQ film", "roq", "84 10 FF FF FF FF 1E 00" },
        { "sgi-movie", "video/x-sgi-movie", "SGI film", "movie", "'MOVI'" },
        { "thp", "video/x-thp", "THP film", "thp", "'THP' 00" },
        { "srt", "application/x-subrip", "SubRip subtitles", "srt" },
        { "webvtt", "text/vtt", "Web subtitles", "vtt", "'WEBVTT'", "EF BB BF 'WEBVTT'" },
        { "ass", "text/x-ssa", "SubStation subtitles", "ass ssa", "'[Script Info]'", "EF BB BF '[Script Info]'" },
    };
}
