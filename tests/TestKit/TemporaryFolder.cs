namespace ScanHost.TestKit;

/// <summary>A folder of its own for one test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("scanhost-test-").FullName;

    /// <summary>Writes a file into it, and the folders of its name.</summary>
    /// <returns>The file's full path.</returns>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a text file into it.</summary>
    /// <returns>The file's full path.</returns>
    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Reads a file.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path)) // or the error of a test that somebody swept the folder away from would hide what failed
            Directory.Delete(Path, recursive: true);
    }
}
