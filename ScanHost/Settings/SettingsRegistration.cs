using System.Reflection;
using Microsoft.Extensions.FileProviders;

namespace ScanHost.Settings;

/// <summary>Reads the settings, each source overriding the ones before it.</summary>
internal static class SettingsRegistration
{
    private const string EnvironmentPrefix = "SCANHOST_";

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>
        /// In this order: the <c>appsettings.json</c> inside the binary, the one beside it, the file of <c>--config</c>, environment
        /// variables (<c>SCANHOST_Section__Key</c>), the command line. No file is watched.
        /// </summary>
        /// <exception cref="StartRefusedException">A file cannot be read, or a setting does not exist.</exception>
        public void AddSettings(SettingSources sources)
        {
            using var embedded = Assembly.GetExecutingAssembly().GetManifestResourceStream("appsettings.json")!;
            var defaults = new ConfigurationBuilder().AddJsonStream(embedded).Build();
            builder.Configuration.AddConfiguration(defaults);
            AddFile(builder.Configuration, Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
            if (sources.File is { } file)
                AddFile(builder.Configuration, Path.GetFullPath(file), optional: false);
            builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix);
            builder.Configuration.AddInMemoryCollection(sources.CommandLine);

            KnownSettings.Check(defaults, builder.Configuration, sources.CommandLine.Keys);
        }
    }

    private static void AddFile(IConfigurationManager configuration, string path, bool optional)
    {
        if (!File.Exists(path) && !optional)
            throw new StartRefusedException($"The settings file {path} does not exist.");

        try
        {
            var folder = new PhysicalFileProvider(Path.GetDirectoryName(path)!, ExclusionFiltersForSettings);
            configuration.AddJsonFile(folder, Path.GetFileName(path), optional, reloadOnChange: false);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The settings file {path} cannot be read: {(error.InnerException ?? error).Message}");
        }
    }

    // A file that the user names may well be hidden.
    private const Microsoft.Extensions.FileProviders.Physical.ExclusionFilters ExclusionFiltersForSettings =
        Microsoft.Extensions.FileProviders.Physical.ExclusionFilters.None;
}
