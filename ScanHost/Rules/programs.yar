// Rules of ScanHost for programs. "score" follows docs/yara.md.

private rule ScanHost_Is_Program
{
    condition:
        (uint16(0) == 0x5A4D and uint32(uint32(0x3C)) == 0x00004550) or uint32be(0) == 0x7F454C46
}

rule ScanHost_Coin_Miner
{
    meta:
        description = "Mines cryptocurrency for a pool"
        score = 65
        attack = "T1496"
    strings:
        $pool1 = "stratum+tcp://" ascii wide
        $pool2 = "stratum+ssl://" ascii wide
        $trait1 = "\"donate-level\"" ascii
        $trait2 = "--donate-level" ascii
        $trait3 = "randomx" nocase ascii
        $trait4 = "cryptonight" nocase ascii
        $trait5 = "mining.subscribe" ascii
    condition:
        any of ($pool*) and 2 of ($trait*)
}

rule ScanHost_Credential_Dumper
{
    meta:
        description = "Reads the credentials of signed-in users out of memory"
        score = 85
        attack = "T1003.001"
    strings:
        $command1 = "sekurlsa::logonpasswords" nocase ascii wide
        $command2 = "lsadump::sam" nocase ascii wide
        $command3 = "kerberos::golden" nocase ascii wide
        $command4 = "privilege::debug" nocase ascii wide
        $command5 = "lsadump::dcsync" nocase ascii wide
    condition:
        2 of them
}

rule ScanHost_Program_Of_Xored_Dos_Stub
{
    meta:
        description = "Another program is hidden inside under an XOR key"
        score = 60
        attack = "T1027.013"
    strings:
        $stub = "This program cannot be run in DOS mode" xor(1-255)
    condition:
        filesize < 20MB and $stub
}

rule ScanHost_Program_Injects_Into_Process
{
    meta:
        description = "Has all that is needed to run its code inside another process"
        score = 45
        attack = "T1055"
    strings:
        $open = "OpenProcess" fullword ascii
        $reserve = "VirtualAllocEx" fullword ascii
        $write = "WriteProcessMemory" fullword ascii
        $start1 = "CreateRemoteThread" fullword ascii
        $start2 = "NtCreateThreadEx" fullword ascii
        $start3 = "QueueUserAPC" fullword ascii
        $start4 = "SetThreadContext" fullword ascii
    condition:
        ScanHost_Is_Program and uint16(0) == 0x5A4D and filesize < 10MB and $open and $reserve and $write and any of ($start*)
}
