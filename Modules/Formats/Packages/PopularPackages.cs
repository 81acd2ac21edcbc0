namespace ScanHost.Formats.Packages;

/// <summary>The packages whose names are worth imitating, and how to tell an imitation.</summary>
public static class PopularPackages
{
    private const int MinNameLength = 5;

    private static readonly Dictionary<string, HashSet<string>> Names = new()
    {
        ["npm"] = Split(
            "lodash react react-dom express axios chalk commander request moment debug async bluebird underscore uuid typescript webpack jquery mongoose dotenv colors "
            + "inquirer minimist yargs socket.io body-parser classnames rxjs redux angular eslint prettier jest mocha electron puppeteer nodemailer passport sequelize "
            + "discord.js ethers web3 babel-core cross-env node-fetch rimraf semver glob mkdirp winston fs-extra graphql vue next gatsby styled-components handlebars cheerio "
            + "jsonwebtoken bcrypt validator helmet morgan nodemon concurrently event-stream ua-parser-js crossenv"),
        ["pypi"] = Split(
            "requests urllib3 numpy pandas django flask scipy matplotlib tensorflow pytorch setuptools boto3 botocore selenium beautifulsoup4 cryptography pillow pyyaml "
            + "colorama discord.py aiohttp fastapi pydantic sqlalchemy jinja2 click python-dateutil certifi charset-normalizer scikit-learn opencv-python paramiko pytest psycopg2 "
            + "openai langchain transformers web3 telethon pyrogram"),
        ["nuget"] = Split(
            "newtonsoft.json serilog automapper xunit nunit moq polly dapper entityframework microsoft.extensions.logging system.text.json fluentvalidation mediatr restsharp "
            + "npgsql castle.core fluentassertions swashbuckle.aspnetcore stackexchange.redis nethereum.web3"),
    };

    /// <summary>The popular package whose name is one letter away; null for popular names themselves, short ones, and all others.</summary>
    public static string? ImitatedBy(string ecosystem, string name)
    {
        name = name.ToLowerInvariant();
        if (name.Length < MinNameLength || !Names.TryGetValue(ecosystem, out var popular) || popular.Contains(name))
            return null;
        return popular.FirstOrDefault(other => other.Length >= MinNameLength && IsOneAway(name, other) && !IsFamily(name, other));
    }

    // A number at the end makes another edition: web3, web4. So does a plural.
    private static bool IsFamily(string name, string other) =>
        name.TrimEnd("0123456789".ToCharArray()) == other.TrimEnd("0123456789".ToCharArray()) || name == other + "s" || other == name + "s";

    /// <summary>One letter more, less, other, or two neighbours swapped.</summary>
    private static bool IsOneAway(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
            return false;
        var same = 0;
        while (same < one.Length && same < other.Length && one[same] == other[same])
            same++;
        var rest = one.AsSpan(same);
        var otherRest = other.AsSpan(same);
        if (rest.Length != otherRest.Length)
            return rest.Length > otherRest.Length ? rest[1..].SequenceEqual(otherRest) : otherRest[1..].SequenceEqual(rest);
        return rest.Length > 0 && (rest[1..].SequenceEqual(otherRest[1..])
            || (rest.Length > 1 && rest[0] == otherRest[1] && rest[1] == otherRest[0] && rest[2..].SequenceEqual(otherRest[2..])));
    }

    private static HashSet<string> Split(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
