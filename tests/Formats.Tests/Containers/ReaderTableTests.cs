using System.Reflection;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Holds the table of readers and of how each meets hostile files complete: a reader that is registered and has no row fails here.</summary>
public sealed class ReaderTableTests
{
    /// <summary>Nothing in the file leads anywhere but forward: each step is nearer to the end than the one before.</summary>
    private const string Forward = "";

    /// <summary>Only mutants test it; the code bounds it.</summary>
    private const string ByMutants = "?";

    /// <summary>What keeps each reader from going in circles or too deep: tests, as class and method, or one of the words above.</summary>
    private static readonly Dictionary<string, string[]> Circles = new()
    {
        ["zip"] = ["LimitTests.More_than_sixteen_zip_archives_one_behind_the_other_are_a_gap"],
        ["7z"] = [ByMutants], ["wim"] = [ByMutants], ["onenote"] = [ByMutants], ["chm"] = [Forward],
        ["gzip"] = [Forward], ["tar"] = [Forward], ["bzip2"] = [Forward], ["xz"] = [Forward], ["zstd"] = [Forward], ["lz4"] = [Forward], ["compress"] = [Forward], ["lzma"] = [Forward],
        ["zlib"] = [Forward], ["ar"] = ["LimitTests.A_file_behind_a_million_symbol_tables_is_found_in_an_ar_archive"],
        ["cpio"] = ["LimitTests.A_file_behind_a_million_folders_is_found_in_a_cpio_archive"],
        ["ole"] = ["OleFileTests.A_chain_that_loops_ends_and_is_told"], ["msi"] = ["OleFileTests.A_chain_that_loops_ends_and_is_told"], ["msg"] = ["OleFileTests.A_chain_that_loops_ends_and_is_told"],
        ["activemime"] = [Forward], ["flat-office"] = [Forward], ["swf"] = [Forward], ["eml"] = [Forward], ["mbox"] = [Forward], ["tnef"] = [Forward], ["icalendar"] = [Forward], ["smime"] = [Forward], ["encoded-text"] = [Forward],
        ["rtf"] = ["RtfReaderTests.Groups_nested_without_end_are_cut"],
        ["pdf"] = [Loop(nameof(LoopTests.A_PDF_of_values_in_values_and_of_references_that_lead_back_is_read))],
        ["html"] = ["HtmlOutlineTests.A_million_nested_tags_cost_no_more_than_their_length"],
        ["cab"] = [Forward], ["lzh"] = [Forward], ["arj"] = [Forward], ["ace"] = [Forward], ["szdd"] = [Forward], ["kwaj"] = [Forward], ["rpm"] = [Forward], ["rar"] = [Forward],
        ["xar"] = ["DeepFolderTests.A_file_in_folders_too_deep_is_a_gap"], ["squashfs"] = ["DeepFolderTests.A_file_in_folders_too_deep_is_a_gap"],
        ["iso"] =
        [
            Loop(nameof(LoopTests.A_folder_of_a_disc_that_contains_itself_is_read_once)), Loop(nameof(LoopTests.A_folder_of_a_UDF_disc_that_contains_itself_is_read_once)),
            "DeepFolderTests.A_file_in_folders_too_deep_is_a_gap", "LimitTests.More_volume_descriptors_than_are_read_are_a_gap",
        ],
        ["vhd"] = [Forward], ["vhdx"] = [Forward], ["vmdk"] = [Forward], ["vdi"] = [Forward], ["qcow2"] = [Forward], ["zisofs"] = [Forward], ["raw-cd"] = [Forward],
        ["partitions"] = [Loop(nameof(LoopTests.A_chain_of_logical_partitions_that_leads_back_is_followed_once)), "LimitTests.More_partitions_than_are_read_are_a_gap"],
        ["fat"] = [Loop(nameof(LoopTests.A_folder_of_a_FAT_volume_that_contains_itself_is_read_once)), "ReaderMemoryTests.A_chain_of_FAT_clusters_that_goes_in_a_circle_ends_with_the_volume"],
        ["ntfs"] = [Loop(nameof(LoopTests.A_file_of_an_NTFS_volume_that_is_its_own_folder_comes_out))],
        ["romfs"] = [Loop(nameof(LoopTests.A_list_of_romfs_headers_that_leads_back_ends)), "DeepFolderTests.A_file_in_folders_too_deep_is_a_gap"],
        ["cramfs"] = [Loop(nameof(LoopTests.A_folder_of_a_cramfs_image_that_contains_itself_is_read_once))],
        ["ext"] = ["ExtTests.A_folder_that_contains_itself_is_read_once", "DeepFolderTests.A_file_in_folders_too_deep_is_a_gap"],
        ["exfat"] = ["ExFatTests.A_folder_that_contains_itself_is_read_once_and_a_deleted_file_is_not_looked_for"],
        ["hfsplus"] = ["HfsTests.A_catalog_whose_leaves_form_a_ring_is_a_gap"],
        ["dmg"] = [Loop(nameof(LoopTests.A_property_list_of_a_hundred_thousand_lists_in_each_other_is_malformed_or_a_gap))],
        ["lzop"] = [Forward], ["lzfse"] = [Forward], ["brotli"] = [Forward], ["lzip"] = [Forward], ["nsis"] = [ByMutants], ["inno"] = [Forward], ["upx"] = [Forward], ["autoit"] = [Forward],
        ["installshield"] = ["InstallShieldTests.Files_that_equal_each_other_in_a_circle_are_damaged"], ["installshield-3"] = [Forward], ["installshield-setup"] = [Forward],
        ["carve"] = ["LimitTests.More_archives_in_a_program_than_are_taken_out_are_a_gap"], ["pyinstaller"] = [Forward],
        ["pyz"] = [Loop(nameof(LoopTests.A_table_of_modules_in_a_hundred_thousand_lists_is_malformed_or_a_gap))],
        ["pe-contents"] = [ByMutants], ["encoded-script"] = [Forward], ["shortcut"] = [Forward], ["image-tail"] = [Forward], ["decoders"] = [Forward],
    };

    public static TheoryData<string> Readers => [.. ContainerReaders.All.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Each_reader_has_a_sample_that_it_opens_for_its_prefixes_mutants_and_the_fuzzer(string reader)
    {
        var samples = HostileSamples.All.Where(sample => sample.Reader == reader).ToList();

        samples.Should().NotBeEmpty("a reader without a sample is not tested with hostile files");
        foreach (var sample in samples)
        {
            var file = sample.File;
            var sink = RecordingSink.Unpack(reader, file, "secret");
            sink.Members.Should().NotBeEmpty($"the mutants of {sample.Name} should begin where the reader finds something");
            var types = FileIdentifier.Identify(file, sample.FileName) is var found ? found.AlsoValidAs.Prepend(found.Type).Select(type => type.Id) : [];
            types.Should().Contain(type => RecordingSink.Reader(reader).FileTypes.Contains(type), $"the fuzzer scans {sample.Name} as a file, so it must be recognised");
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Each_reader_has_a_test_of_circles_and_of_depth_or_goes_forward_only(string reader)
    {
        Circles.Should().ContainKey(reader);
        foreach (var test in Circles[reader].Where(test => test is not (Forward or ByMutants)))
        {
            var (type, method) = (test[..test.IndexOf('.', StringComparison.Ordinal)], test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            Assembly.GetExecutingAssembly().GetTypes().Where(known => known.Name == type).SelectMany(known => known.GetMethods()).Select(known => known.Name).Should().Contain(method);
        }
    }

    [Fact]
    public void The_table_names_no_reader_that_is_gone() =>
        Circles.Keys.Should().BeSubsetOf(ContainerReaders.All.Select(reader => reader.Name));

    private static string Loop(string test) => $"{nameof(LoopTests)}.{test}";
}
