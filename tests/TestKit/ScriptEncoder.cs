using System.Text;

namespace ScanHost.TestKit;

/// <summary>Encodes as Windows Script Encoder does, by the decoder's table read backwards. The decoder itself is tested on a sample that we did not make.</summary>
public static class ScriptEncoder
{
    private const string Turns = "0120121221210212021200122102122100212120200120210212001220012021";

    private const string Table =
        "2E2D324775307A522156602942715B6A5E382F4933265C3D496258417D3A3429353236655B2039767C5C727A56437F73386B6639634E703345452B6B6868627151594F667809765E"
        + "62317D44644A23546D7543714A4C417E3A604A4C415E7E53404C407745424A2C27612A485D74722227754B37316F44374E794D3B59524C2F22506F5467266A2A72477D6A6474392D"
        + "547B202B3F7F2D382E2C774C30675D6E537E6B476C66346F357879255D742130436423264D5A76525B25636C243F482B7B5528787023296941282E34734C0959212A3324447F4E3F"
        + "6D507755093B5356557C73693A35615F6163654B50465867583B5131574969224F6C6D465A4D6848257C2728365C46703D4A6E24327A79412F373D5F605F4B514F5A20422C366557";

    /// <summary>The encoded form of a script of ASCII letters.</summary>
    public static byte[] Encode(string script)
    {
        var body = new StringBuilder();
        for (var at = 0; at < script.Length; at++)
            body.Append(script[at] switch { '\n' => "@&", '\r' => "@#", '>' => "@*", '<' => "@!", '@' => "@$", _ => Letter(script[at], Turns[at % 64] - '0').ToString() });
        var length = Convert.ToBase64String(BitConverter.GetBytes(script.Length));
        return Encoding.Latin1.GetBytes($"#@~^{length}{body}AAAAAA==^#~@");
    }

    private static char Letter(char meaning, int turn)
    {
        if (meaning == "Wn{"[turn])
            return '\t'; // the one meaning that stands at the tab
        for (var code = 32; code < 128; code++)
            if (code is not ('<' or '>' or '@') && Convert.ToInt32(Table.Substring(((code - 32) * 6) + (turn * 2), 2), 16) == meaning)
                return (char)code;
        throw new ArgumentException($"The letter {(int)meaning} has no code.");
    }
}
