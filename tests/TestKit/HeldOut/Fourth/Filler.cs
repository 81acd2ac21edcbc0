using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>What stands around the interesting part of a file.</summary>
internal static class Filler
{
    private static readonly string[] Words =
    [
        "the", "order", "delivery", "of", "our", "team", "quarter", "and", "review", "budget", "please", "find", "meeting", "notes", "with", "agreed", "changes",
        "customer", "invoice", "schedule", "for", "project", "update", "a", "draft", "in", "summer", "warehouse", "stock", "report", "to", "be", "signed",
    ];

    /// <summary>Bytes that look random and are always the same (xorshift32, Marsaglia 2003).</summary>
    public static byte[] Noise(uint seed, int count)
    {
        var bytes = new byte[count];
        var state = seed * 2654435761u | 1;
        for (var at = 0; at < count; at++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes[at] = (byte)(state >> 11);
        }
        return bytes;
    }

    /// <summary>Words without a meaning, in sentences.</summary>
    public static string Prose(uint seed, int words)
    {
        var text = new StringBuilder();
        foreach (var (at, value) in Noise(seed, words).Index())
            text.Append(Words[value % Words.Length]).Append(at % 13 == 12 ? ".\n" : " ");
        return text.ToString();
    }

    /// <summary>A library as a minifier leaves it: small functions on one line.</summary>
    public static string Minified(uint seed, int functions)
    {
        var text = new StringBuilder("!function(e,t){\"object\"==typeof exports&&\"undefined\"!=typeof module?module.exports=t():(e=e||self).kit=t()}(this,function(){\"use strict\";");
        foreach (var (at, value) in Noise(seed, functions).Index())
        {
            var name = $"{(char)('a' + (value % 26))}{at}";
            text.Append((value % 4) switch
            {
                0 => $"function {name}(e){{return null==e?\"\":String(e).replace(/[&<>\"']/g,function(e){{return\"&#\"+e.charCodeAt(0)+\";\"}})}}",
                1 => $"function {name}(e,t){{for(var n=0,r=e.length;n<r;n++)if(!1===t(e[n],n))break;return e}}",
                2 => $"var {name}=Object.freeze({{width:{value},height:{value / 2},easing:\"cubic-bezier(.4,0,.2,1)\"}});",
                _ => $"function {name}(e,t,n){{e.addEventListener?e.addEventListener(t,n,!1):e.attachEvent&&e.attachEvent(\"on\"+t,n)}}",
            });
        }
        return text.Append("return{version:\"3.").Append(seed % 10).Append(".1\"}});").ToString();
    }
}
