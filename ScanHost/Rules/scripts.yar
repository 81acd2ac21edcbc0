// Rules of ScanHost for scripts. Each names several traits that belong together only in malicious or offensive code;
// single words never decide. "score" follows docs/yara.md.

rule ScanHost_PowerShell_Download_And_Run
{
    meta:
        description = "PowerShell fetches something from the network and runs it at once"
        score = 70
        attack = "T1059.001,T1105"
    strings:
        $run1 = "IEX" fullword nocase ascii wide
        $run2 = "Invoke-Expression" nocase ascii wide
        $get1 = ".DownloadString(" nocase ascii wide
        $get2 = ".DownloadData(" nocase ascii wide
        $get3 = "Invoke-WebRequest" nocase ascii wide
        $hide1 = "-w hidden" nocase ascii wide
        $hide2 = "-WindowStyle Hidden" nocase ascii wide
        $hide3 = /[\s"'`]-(ExecutionPolicy|ep) {1,4}Bypass/ nocase ascii wide
        $hide5 = "-nop" fullword nocase ascii wide
        // Makers' own instructions for the installation of package managers.
        $maker = /\.DownloadString\(\s{0,4}["']https:\/\/(community\.chocolatey\.org|chocolatey\.org|get\.scoop\.sh)\// nocase ascii wide
    condition:
        not extension matches /^\.(txt|md|markdown|rst|adoc|log|csv|tsv|xml|json|jsonl|ndjson|yml|yaml|toml|sql|py|yar|yara)$/i and filesize < 1MB
        and any of ($run*) and any of ($get*) and any of ($hide*) and (#get1 + #get2 + #get3) > #maker
}

rule ScanHost_PowerShell_Encoded_Command
{
    meta:
        description = "PowerShell is started hidden with an encoded command"
        score = 75
        attack = "T1059.001,T1027.010"
    strings:
        $command = /powershell(\.exe)?[^\r\n]{1,200}\s-e(nc|ncodedcommand|c)?\s+["']?[A-Za-z0-9+\/]{60}/ nocase ascii wide
        $hide1 = "hidden" fullword nocase ascii wide
        // -NoProfile is what tools for remote management start it with, too.
        $hide2 = "-nop" fullword nocase ascii wide
        $hide3 = "bypass" fullword nocase ascii wide
    condition:
        // Texts, pages and records quote such commands; what can run in them is taken out and scanned for itself.
        not extension matches /^\.(txt|html?|md|markdown|rst|adoc|log|csv|tsv|xml|json|jsonl|ndjson|yml|yaml|toml|sql|py|yar|yara)$/i and filesize < 2MB and $command and any of ($hide*)
}

rule ScanHost_Php_Shell_Runs_Request
{
    meta:
        description = "PHP runs what a request sends: a web shell"
        score = 85
        attack = "T1505.003"
    strings:
        // Within another language's quotes it is an example.
        $php = /(^|[^"'`\\])<\?php/ nocase
        $run1 = /(eval|assert|system|shell_exec|passthru|popen|proc_open)\s{0,4}\(\s{0,4}@?\$_(GET|POST|REQUEST|COOKIE)\s{0,4}\[/ nocase
        $run2 = /eval\s{0,4}\(\s{0,4}(base64_decode|gzinflate|str_rot13)\s{0,4}\(\s{0,4}@?\$_(GET|POST|REQUEST|COOKIE)\s{0,4}\[/ nocase
    condition:
        // Manuals quote code in blocks, and no server runs them.
        not extension matches /^\.(md|mdx|markdown|rst|adoc)$/i and filesize < 1MB and $php and any of ($run*)
}

rule ScanHost_Shell_Reverse_Connection
{
    meta:
        description = "A shell is connected to a host on the network"
        score = 75
        attack = "T1059.004"
    strings:
        $bash = /(ba)?sh\s+-i\s*[0-9]?>&?\s*\/dev\/(tcp|udp)\/[0-9A-Za-z.\-]{1,64}\/[0-9]{1,5}/
        $nc = /\bnc(\.traditional)?\s+-e\s+\/bin\/(ba)?sh\s/
        $python1 = "socket.socket("
        $python2 = "os.dup2("
        $python3 = "/bin/sh"
        $python4 = ".connect(("
    condition:
        // Texts and records quote such commands; what can run in them is taken out and scanned for itself.
        filesize < 512KB and (all of ($python*) or not extension matches /^\.(txt|md|markdown|rst|adoc|log|csv|tsv|xml|json|jsonl|ndjson|yml|yaml|toml|sql|py|yar|yara)$/i and ($bash or $nc))
}

rule ScanHost_Script_Host_Downloader
{
    meta:
        description = "A Windows script fetches a file, writes it and runs it"
        score = 80
        attack = "T1059.005,T1105"
    strings:
        $shell = "WScript.Shell" nocase ascii wide
        $http1 = "MSXML2.XMLHTTP" nocase ascii wide
        $http2 = "MSXML2.ServerXMLHTTP" nocase ascii wide
        $http3 = "WinHttp.WinHttpRequest" nocase ascii wide
        $stream = "ADODB.Stream" nocase ascii wide
        $save = "SaveToFile" nocase ascii wide
        $run = /\.(Run|Exec)\b/ nocase ascii wide
    condition:
        filesize < 2MB and $shell and any of ($http*) and $stream and $save and $run
}

rule ScanHost_Recovery_Sabotage
{
    meta:
        description = "Removes shadow copies and switches recovery off, as ransomware does"
        score = 85
        attack = "T1490"
    strings:
        $shadow1 = /vssadmin(\.exe)?\s+delete\s+shadows/ nocase ascii wide
        $shadow2 = /wmic(\.exe)?\s+shadowcopy\s+delete/ nocase ascii wide
        $shadow3 = "Win32_ShadowCopy" nocase ascii wide
        $boot1 = /bcdedit(\.exe)?\s+\/set\s+\{?default\}?\s+recoveryenabled\s+no/ nocase ascii wide
        $boot2 = /bcdedit(\.exe)?\s+\/set\s+\{?default\}?\s+bootstatuspolicy\s+ignoreallfailures/ nocase ascii wide
        $backup = /wbadmin(\.exe)?\s+delete\s+(catalog|systemstatebackup)/ nocase ascii wide
    condition:
        any of ($shadow*) and (any of ($boot*) or $backup)
}
