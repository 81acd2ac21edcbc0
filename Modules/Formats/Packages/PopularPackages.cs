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
        ["gem"] = Split(
            "rails railties rack nokogiri bundler devise sidekiq rspec activesupport activerecord actionpack capybara cucumber sinatra faraday httparty rest-client concurrent-ruby "
            + "mongoid kaminari carrierwave paperclip bootstrap-sass jquery-rails will_paginate rubocop capistrano omniauth webpacker simplecov minitest bitcoin-ruby"),
        // Not what Debian itself has, whose thousands of names lie close to each other, but what people fetch from its makers.
        ["deb"] = Split(
            "google-chrome-stable microsoft-edge-stable brave-browser docker-ce docker-ce-cli teamviewer slack-desktop discord anydesk spotify-client signal-desktop vivaldi-stable "
            + "opera-stable virtualbox-7.0 protonvpn nordvpn expressvpn electrum exodus ledger-live skypeforlinux dropbox onlyoffice-desktopeditors sublime-text mullvad-vpn"),
        ["vscode"] = Split(
            "prettier-vscode vscode-eslint vscode-icons material-icon-theme vscode-pylance gitlens liveserver vscode-docker remote-ssh remote-containers vsliveshare copilot copilot-chat "
            + "vscode-tailwindcss rust-analyzer vscode-typescript-next code-runner code-spell-checker path-intellisense auto-rename-tag bracket-pair-colorizer solidity hardhat-solidity "
            + "theme-darcula vscode-kubernetes-tools powershell es7-react-js-snippets intellicode csharp"),
        ["browser"] = Split(
            "metamask,ublock origin,ublock origin lite,adblock,adblock plus,bitwarden password manager,lastpass,grammarly,honey,google translate,phantom,coinbase wallet extension,trust wallet,"
            + "ghostery,privacy badger,tampermonkey,violentmonkey,dark reader,momentum,dashlane,nordpass,keepassxc-browser,react developer tools,exodus web3 wallet,rabby wallet,keplr,tronlink", ','),
    };

    /// <summary>Who publishes the extensions of Visual Studio Code whose names are worth borrowing, by the Marketplace's ids.</summary>
    private static readonly Dictionary<string, string> Publishers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["prettier-vscode"] = "esbenp", ["vscode-eslint"] = "dbaeumer", ["vscode-icons"] = "vscode-icons-team", ["material-icon-theme"] = "PKief", ["gitlens"] = "eamodio",
        ["LiveServer"] = "ritwickdey", ["vscode-tailwindcss"] = "bradlc", ["vscode-pylance"] = "ms-python", ["code-runner"] = "formulahendry", ["rust-analyzer"] = "rust-lang",
        ["code-spell-checker"] = "streetsidesoftware", ["hardhat-solidity"] = "NomicFoundation", ["remote-ssh"] = "ms-vscode-remote", ["copilot-chat"] = "GitHub",
    };

    /// <summary>The publisher whose extension has this very name; null when it is his, when nobody says, and for all other names.</summary>
    public static string? BorrowedFrom(string name, string publisher) =>
        publisher.Length > 0 && Publishers.TryGetValue(name, out var owner) && !owner.Equals(publisher, StringComparison.OrdinalIgnoreCase) ? owner : null;

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

    private static HashSet<string> Split(string names, char separator = ' ') => new(names.Split(separator), StringComparer.Ordinal);
}
