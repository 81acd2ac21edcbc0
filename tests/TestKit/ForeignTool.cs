using System.Diagnostics;

namespace ScanHost.TestKit;

/// <summary>Runs a program that we did not write, to make or to judge samples.</summary>
public static class ForeignTool
{
    /// <summary>Runs a program in a folder and returns what it wrote. A missing program fails the test with a sentence.</summary>
    public static byte[] Run(string folder, string program, params string[] arguments) => Run(folder, [], program, arguments);

    /// <summary>Runs a program with bytes on its standard input.</summary>
    public static byte[] Run(string folder, byte[] input, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Start(start, program);
        var errors = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() =>
        {
            using var target = process.StandardInput.BaseStream;
            target.Write(input);
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {errors.Result}");
        return output.ToArray();
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"The program {program} is missing: install the packages of tests/packages.txt.");
        }
    }
}
