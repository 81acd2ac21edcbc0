using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What pages give away. Base rates: 1,401 harmless pages had no smuggling trio, no long base64 literal and no hidden frame.</summary>
internal static class WebHeuristics
{
    public static readonly Heuristic Smuggling = new(
        "html.smuggle", "Script builds a file out of its own text and hands it to the visitor",
        Severity.High, Confidence.High, Active, "T1027.006");

    public static readonly Heuristic CarriedContainer = new(
        "html.b64_container", "A program or an archive stands in the page as base64",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.006");

    public static readonly Heuristic AutoClick = new(
        "html.autoclick", "Script clicks its own link",
        Severity.Medium, Confidence.Medium, Active, "T1204.001");

    public static readonly Heuristic CredentialForm = new(
        "html.cred_form", "Asks for a password and sends it elsewhere",
        Severity.Medium, Confidence.High, Capability, "T1056.003");

    public static readonly Heuristic CredentialTheft = new(
        "html.cred_exfil", "Asks for a password and sends it to a bot, a form relay or a host without a name",
        Severity.VeryHigh, Confidence.High, Capability, "T1056.003");

    public static readonly Heuristic CredentialHidden = new(
        "html.cred_hidden", "A script writes the form that asks for a password",
        Severity.High, Confidence.Medium, Capability, "T1056.003");

    public static readonly Heuristic CredentialWritten = new(
        "html.cred_written", "A script writes a form that asks for a password, in plain text",
        Severity.Medium, Confidence.Medium, Capability, "T1056.003");

    public static readonly Heuristic BrandTitle = new(
        "html.brand_title", "Bears a brand's name and asks for an account on a foreign host",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic Protocol = new(
        "html.protocol", "Opens a protocol that starts programs or reaches a file server",
        Severity.VeryHigh, Confidence.High, Active, "T1218");

    public static readonly Heuristic ProtocolCommand = new(
        "html.protocol_command", "Gives a protocol a command that a flaw of Windows has it run (CVE-2022-30190 and the like)",
        Severity.Critical, Confidence.High, Capability, "T1203");

    public static readonly Heuristic FileServer = new(
        "html.file_server", "A link to a folder on a file server, which Windows signs in to",
        Severity.Medium, Confidence.Medium, Network, "T1187");

    public static readonly Heuristic MetaRefresh = new(
        "html.meta_refresh", "Sends the visitor to another host at once",
        Severity.Medium, Confidence.Medium, Network, "T1566.002");

    public static readonly Heuristic WriteDecoded = new(
        "html.write_unescape", "Writes a page out of encoded text",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic Wasm = new(
        "html.wasm", "Carries a WebAssembly program as base64",
        Severity.High, Confidence.Medium, Obfuscation, "T1027");

    public static readonly Heuristic ClickFix = new(
        "html.clickfix", "Puts a command on the clipboard and has the visitor run it",
        Severity.VeryHigh, Confidence.Medium, Social, "T1204.004");

    public static readonly Heuristic ForwardsVictim = new(
        "html.forwards_victim", "Shows nothing of its own, and takes somebody's mail address along to another host",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic HtaProgram = new(
        "hta.program", "HTML application that starts programs where its user presses a button, as tools of administrators do",
        Severity.Medium, Confidence.Medium, Active, "T1218.005");

    public static readonly Heuristic HtaExec = new(
        "hta.exec", "HTML application that starts programs",
        Severity.VeryHigh, Confidence.High, Active, "T1218.005");

    public static readonly Heuristic SvgScript = new(
        "svg.script", "A drawing that runs script or embeds a page",
        Severity.High, Confidence.Medium, Active, "T1027.006");

    public static readonly Heuristic CredentialBrand = new(
        "html.cred_brand", "Asks in a brand's name for a password that goes to a stranger",
        Severity.High, Confidence.High, Capability, "T1056.003", "T1566.002");

    public static readonly Heuristic CredentialMailed = new(
        "html.cred_mailed", "A page that was mailed asks for a password and sends it elsewhere",
        Severity.High, Confidence.High, Capability, "T1056.003", "T1566.001");

    public static readonly Heuristic ForeignFolder = new(
        "html.search_remote", "Shows a stranger's folder as if it were a search on the visitor's machine",
        Severity.VeryHigh, Confidence.High, Capability, "T1204.002");

    public static readonly Heuristic HiddenRedirect = new(
        "svg.redirect", "A drawing that leads its viewer to an address which it decodes",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic HelpShortcut = new(
        "chm.shortcut", "A help page with a control that starts a program",
        Severity.VeryHigh, Confidence.High, Active, "T1218.001");

    public static readonly Heuristic CredentialAssets = new(
        "html.brand_assets", "Asks for a password under the pictures of a sign-in service and sends it elsewhere",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic PageRedirect = new(
        "html.hidden_redirect", "Leads its visitor to an address that it keeps encoded",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic OpenRedirect = new(
        "html.open_redirect", "Sends its visitor on at once, by way of a large service that leads anywhere",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic HiddenSource = new(
        "html.hidden_source", "Loads script from an address that it keeps encoded",
        Severity.High, Confidence.High, Obfuscation, "T1027", "T1059.007");

    public static readonly Heuristic VictimAddress = new(
        "html.victim_address", "Takes somebody's mail address along to an address that it keeps encoded",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1566.002", "T1598.003");

    public static readonly Heuristic HidesFromRobots = new(
        "html.hides_from_robots", "Shows itself to people only, and what it decodes leads away",
        Severity.Medium, Confidence.High, Obfuscation, "T1497.001");

    public static readonly Heuristic DrawnForm = new(
        "svg.cred_form", "A drawing with a page in it that asks for a password",
        Severity.VeryHigh, Confidence.High, Capability, "T1056.003");

    public static readonly Heuristic WriteDecrypted = new(
        "html.write_decrypted", "Writes a page that it decrypts with a key of its own",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic SeedPhrase = new(
        "html.seed_phrase", "Asks for the words or the key of a wallet and sends them away",
        Severity.VeryHigh, Confidence.High, Capability, "T1056.003", "T1657");

    public static readonly Heuristic DeviceCode = new(
        "html.device_code", "Fetches a code for signing in a device and has its visitor enter it",
        Severity.VeryHigh, Confidence.High, Capability, "T1528", "T1566.002");

    public static readonly Heuristic DrawnBrowser = new(
        "html.drawn_browser", "Draws the window of a browser with the address of a sign-in service around a stranger's page",
        Severity.VeryHigh, Confidence.High, Social, "T1566.002", "T1056.003");

    public static readonly Heuristic Scare = new(
        "html.scare", "Claims a virus or a lock, names a number to call or something to buy, and does not let go",
        Severity.High, Confidence.High, Social, "T1566");

    public static readonly Heuristic HoldsVisitor = new(
        "html.holds_visitor", "A page that frightens and has several means to keep its visitor from leaving",
        Severity.High, Confidence.High, Capability, "T1499");

    public static readonly Heuristic FakeUpdate = new(
        "html.fake_update", "Has its visitor update the browser with a program from a stranger's host",
        Severity.High, Confidence.High, Social, "T1189", "T1204.002");

    public static readonly Heuristic WalletBait = new(
        "html.wallet_bait", "Promises coins, and has the visitor's wallet approve that others take them",
        Severity.High, Confidence.High, Social, "T1566.002", "T1657");

    public static readonly Heuristic WalletDrain = new(
        "js.wallet_drain", "Asks a stranger's host what a wallet holds and has all of it approved",
        Severity.High, Confidence.High, Capability, "T1657");

    public static readonly Heuristic CardSkimmer = new(
        "js.card_skimmer", "Reads the fields of a payment card and sends them, encoded, to another host",
        Severity.Critical, Confidence.High, Capability, "T1056.003");

    public static readonly Heuristic CardOverlay = new(
        "js.card_overlay", "Hides the fields of a payment service and puts its own in their place",
        Severity.VeryHigh, Confidence.High, Social, "T1056.003");

    public static readonly Heuristic HiddenFetchRun = new(
        "js.hidden_fetch_run", "Runs what it fetches from an address that it keeps encoded",
        Severity.Critical, Confidence.High, Capability, "T1105", "T1027");

    public static readonly Heuristic ChainCode = new(
        "js.chain_code", "Runs code that it reads out of a block chain",
        Severity.VeryHigh, Confidence.High, Capability, "T1102.001");

    public static readonly Heuristic InvisibleCode = new(
        "js.invisible_code", "Letters that nobody sees, decoded and used as code or as a page",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic CloakedRedirect = new(
        "site.cloaked_redirect", "A web server's settings send those who come from a search engine to another host",
        Severity.High, Confidence.High, Active, "T1584.006");

    public static readonly Heuristic PicturesRun = new(
        "site.pictures_run", "A web server's settings have pictures run as PHP, or a hidden file run before every page",
        Severity.VeryHigh, Confidence.High, Capability, "T1505.003");

    public static readonly Heuristic RequestRuns = new(
        "site.request_runs", "A web server's settings run what a request says",
        Severity.Critical, Confidence.High, Capability, "T1505.003");

    public static readonly Heuristic PutsScriptIn = new(
        "site.puts_script_in", "A web server's settings put a stranger's script into every page",
        Severity.Medium, Confidence.Medium, Active, "T1505.003");

    public static IReadOnlyList<Heuristic> All =>
    [
        CredentialBrand, CredentialMailed, ForeignFolder, HiddenRedirect, HelpShortcut,
        Smuggling, CarriedContainer, AutoClick, CredentialForm, CredentialTheft, CredentialHidden, BrandTitle, Protocol, MetaRefresh, WriteDecoded, Wasm, ClickFix, HtaExec, SvgScript,
    ];
}
