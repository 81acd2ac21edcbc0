// Rules of ScanHost for programs that take, lock or hide. Each asks for words of several kinds that belong together in no honest program: those who bring
// passwords over from another program name one store, those who make backups do not send, those who defend do not sign with nothing. "score" follows docs/yara.md.

import "pe"

private rule ScanHost_Is_Unsigned_Program
{
    condition:
        (uint16(0) == 0x5A4D and uint32(uint32(0x3C)) == 0x00004550 and pe.number_of_signatures == 0) or uint32be(0) == 0x7F454C46
}

rule ScanHost_Program_Collects_Passwords
{
    meta:
        description = "Names the stores of passwords of programs of several kinds and a way to send them"
        score = 90
        attack = "T1555.003,T1552.001"
    strings:
        $browser1 = "Login Data" ascii wide
        $browser2 = "logins.json" ascii wide
        $browser3 = "app_bound_encrypted_key" ascii wide
        $browser4 = "os_crypt" ascii wide
        $browser5 = "\\Local State" ascii wide
        $browser6 = "Local Extension Settings" ascii wide
        $browser7 = "VaultEnumerateItems" ascii wide
        $mail1 = "9375CFF0413111d3B88A00104B2A6676" nocase ascii wide
        $mail2 = "Thunderbird\\Profiles" ascii wide
        $mail3 = "IMAP Password" ascii wide
        $mail4 = "\\Foxmail" ascii wide
        $server1 = "CoreFTP\\sites.idx" nocase ascii wide
        $server2 = "FTPWare\\COREFTP" nocase ascii wide
        $server3 = "recentservers.xml" ascii wide
        $server4 = "WinSCP 2\\Sessions" ascii wide
        $server5 = "FlashFXP" ascii wide
        $server6 = "SmartFTP" ascii wide
        $wallet1 = "wallet.dat" ascii wide
        $wallet2 = "exodus.wallet" nocase ascii wide
        $wallet3 = "Coinomi\\wallets" nocase ascii wide
        $wallet4 = "Electrum\\wallets" nocase ascii wide
        $wallet5 = "%appdata%\\Ethereum" nocase ascii wide
        $wallet6 = "Atomic\\Local Storage" nocase ascii wide
        $wallet7 = "com.liberty.jaxx" ascii wide
        $wallet8 = "nkbihfbeogaeaoehlefnkodbefgpgknn" ascii wide
        $wallet9 = ".kdbx" ascii wide
        $wallet10 = ".kbdx" ascii wide
        $chat1 = "Telegram Desktop\\tdata" ascii wide
        $chat2 = "dQw4w9WgXcQ:" ascii wide
        $chat3 = /discord[a-z]{0,10}\\+Local Storage\\+leveldb/ nocase ascii wide
        $send1 = "api.telegram.org/bot" ascii wide
        $send2 = "/api/webhooks/" ascii wide
        $send3 = "api.ipify.org" ascii wide
        $send4 = "ip-api.com" ascii wide
        $send5 = "SmtpClient" ascii wide
        $send6 = "multipart/form-data; boundary=" ascii wide
        $send7 = /https?:\/\/[0-9]{1,3}(\.[0-9]{1,3}){3}[:\/]/ ascii wide
    condition:
        filesize < 40MB and any of ($send*) and ScanHost_Is_Unsigned_Program and (
            (any of ($mail*) and any of ($server*)) or
            (any of ($browser*) and any of ($wallet*) and (any of ($chat*) or any of ($server*) or any of ($mail*))) or
            (any of ($browser*) and 2 of ($wallet*)))
}

rule ScanHost_Program_Writes_Keys_Down_And_Sends
{
    meta:
        description = "Reads the keyboard everywhere, writes keys down by name, and sends mail or messages"
        score = 75
        attack = "T1056.001,T1048"
    strings:
        $key1 = "{BACK}" ascii wide
        $key2 = "{ALT+TAB}" ascii wide
        $key3 = "{CAPSLOCK}" ascii wide
        $key4 = "[BACKSPACE]" ascii wide
        $key5 = "[CAPSLOCK]" ascii wide
        $key6 = "[ENTER]" ascii wide
        $read1 = "SetWindowsHookEx" ascii wide
        $read2 = "GetAsyncKeyState" ascii wide
        $read3 = "GetKeyboardState" ascii wide
        $send1 = "SmtpClient" ascii wide
        $send2 = "api.telegram.org/bot" ascii wide
        $send3 = "/api/webhooks/" ascii wide
        $send4 = "STOR " ascii wide
    condition:
        filesize < 20MB and 2 of ($key*) and any of ($read*) and any of ($send*) and ScanHost_Is_Unsigned_Program
}

rule ScanHost_Program_Takes_Wallet_Addresses
{
    meta:
        description = "Knows addresses of coins by their form, and watches and fills the clipboard: payments go to somebody else"
        score = 90
        attack = "T1115,T1565.002"
    strings:
        $form1 = "bc1|[13]" ascii wide
        $form2 = "0x[a-fA-F0-9]{40}" ascii wide
        $form3 = "4([0-9]|[A-B])(.){93}" ascii wide
        $form4 = "[13][a-km-zA-HJ-NP-Z1-9]{2" ascii wide
        $form5 = "T[A-Za-z1-9]{33}" ascii wide
        $form6 = "(D|A|9)[a-km-zA-HJ-NP-Z1-9]{3" ascii wide
        $form7 = "[LM3][a-km-zA-HJ-NP-Z1-9]{2" ascii wide
        $watch1 = "AddClipboardFormatListener" ascii wide
        $watch2 = "SetClipboardViewer" ascii wide
        $watch3 = "GetClipboardSequenceNumber" ascii wide
        $fill1 = "SetClipboardData" ascii wide
        $fill2 = "SetText" fullword ascii wide
        $fill3 = "SetDataObject" fullword ascii wide
    condition:
        filesize < 20MB and 2 of ($form*) and any of ($watch*) and any of ($fill*) and ScanHost_Is_Unsigned_Program
}

rule ScanHost_Program_Sends_Secrets_To_Chat
{
    meta:
        description = "Decrypts what Windows keeps under the user's key, and hands files to a chat bot"
        score = 65
        attack = "T1555,T1567"
    strings:
        $key1 = "CryptUnprotectData" ascii wide
        $key2 = "ProtectedData" fullword ascii wide
        $bot1 = "api.telegram.org" ascii wide
        $bot2 = /discord(app)?\.com\/api\/webhooks/ ascii wide
        $file1 = "/sendDocument" ascii wide
        $file2 = "name=\"document\"" ascii wide
        $file3 = "name=\"file\"; filename" ascii wide
    condition:
        filesize < 40MB and any of ($key*) and any of ($bot*) and any of ($file*) and ScanHost_Is_Unsigned_Program
}

rule ScanHost_Program_Of_Remote_Control
{
    meta:
        description = "Blinds the virus scanner or makes itself indispensable, starts again by itself, and spies or attacks"
        score = 80
        attack = "T1219,T1053.005"
    strings:
        $guard1 = "RtlSetProcessIsCritical" ascii wide
        $guard2 = "MpPreference -ExclusionP" nocase ascii wide
        $guard3 = "DisableRealtimeMonitoring" nocase ascii wide
        $guard4 = /EnableLUA[^\n]{0,40} \/d 0/ nocase ascii wide
        $stay1 = /schtasks(\.exe)?/ nocase ascii wide
        $stay2 = "CurrentVersion\\Run" nocase ascii wide
        $stay3 = "/sc minute" nocase ascii wide
        $act1 = "capGetDriverDescription" ascii wide
        $act2 = "StartDDos" nocase ascii wide
        $act3 = "savePlugin" ascii wide
        $act4 = "USB.exe" ascii wide
        $act5 = "ip-api.com/line" ascii wide
        $act6 = "SELECT * FROM AntiVirusProduct" nocase ascii wide
        $act7 = "SecurityCenter2" ascii wide
        $act8 = "VirtualBox" fullword ascii wide
        $act9 = "GetLastInputInfo" ascii wide
        $act10 = "keylogger" nocase ascii wide
        $act11 = "waveInOpen" ascii wide
        $act12 = "remote shell" nocase ascii wide
        $act13 = "GetAsyncKeyState" ascii wide
    condition:
        filesize < 20MB and any of ($guard*) and any of ($stay*) and 3 of ($act*) and ScanHost_Is_Unsigned_Program
}

rule ScanHost_Program_Ends_Protection
{
    meta:
        description = "Names the processes of many protection programs, and loads a driver to end them"
        score = 85
        attack = "T1685,T1068"
    strings:
        $name1 = "MsMpEng.exe" nocase ascii wide
        $name2 = "SentinelAgent.exe" nocase ascii wide
        $name3 = "CSFalconService.exe" nocase ascii wide
        $name4 = "SophosFS.exe" nocase ascii wide
        $name5 = "SAVService.exe" nocase ascii wide
        $name6 = "ekrn.exe" nocase ascii wide
        $name7 = "bdservicehost.exe" nocase ascii wide
        $name8 = "CylanceSvc.exe" nocase ascii wide
        $name9 = "xagt.exe" nocase ascii wide
        $name10 = "mcshield.exe" nocase ascii wide
        $name11 = "AvastSvc.exe" nocase ascii wide
        $name12 = "MsSense.exe" nocase ascii wide
        $name13 = "avp.exe" nocase fullword ascii wide
        $driver1 = "\\\\.\\RTCore64" nocase ascii wide
        $driver2 = "\\\\.\\TrueSight" nocase ascii wide
        $driver3 = "\\\\.\\Warsaw_PM" nocase ascii wide
        $driver4 = "\\\\.\\PROCEXP152" nocase ascii wide
        $driver5 = "\\\\.\\DBUtil_2_3" nocase ascii wide
        $driver6 = "\\\\.\\ZemanaAntiMalware" nocase ascii wide
        $driver7 = "\\\\.\\aswSP_" nocase ascii wide
        $act1 = "DeviceIoControl" ascii wide
        $act2 = "taskkill" nocase ascii wide
        $act3 = "TerminateProcess" ascii wide
    condition:
        filesize < 20MB and any of ($act*) and (5 of ($name*) or (2 of ($name*) and any of ($driver*))) and ScanHost_Is_Unsigned_Program
}

rule ScanHost_Program_Blinds_Scanner
{
    meta:
        description = "Holds the names of what is patched to blind the virus scanner and the event log, and what it takes to patch them"
        score = 70
        attack = "T1685"
    strings:
        $scanner1 = "AmsiScanBuffer" ascii wide
        $scanner2 = "AmsiOpenSession" ascii wide
        $log1 = "EtwEventWrite" fullword ascii wide
        $log2 = "NtTraceEvent" fullword ascii wide
        $patch1 = "VirtualProtect" ascii wide
        $patch2 = "NtProtectVirtualMemory" ascii wide
        $patch3 = "WriteProcessMemory" ascii wide
    condition:
        uint16(0) == 0x5A4D and filesize < 20MB and any of ($scanner*) and any of ($log*) and any of ($patch*) and ScanHost_Is_Unsigned_Program
}

rule ScanHost_Locker_Of_Virtual_Machines
{
    meta:
        description = "Stops the virtual machines of a server and encrypts their disks"
        score = 90
        attack = "T1486,T1489"
    strings:
        $stop1 = /esxcli[^\n]{0,80} vm process (kill|list)/ ascii
        $stop2 = /vim-cmd vmsvc\/power\.off/ ascii
        $stop3 = "/vmfs/volumes" ascii
        $disk1 = ".vmdk" ascii
        $disk2 = ".vmsn" ascii
        $lock1 = "RSA_public_encrypt" ascii
        $lock2 = "sosemanuk" nocase ascii
        $lock3 = "chacha20" nocase ascii
        $lock4 = "<public key>" nocase ascii
        $lock5 = "openssl enc" ascii
        $lock6 = /EVP_(Encrypt|Seal)(Init|Update)/ ascii
        $lock7 = "AES_set_encrypt_key" ascii
        $note1 = /restore your (files|data|network)/ nocase ascii
        $note2 = /(files|data|network|machines)[^\n.]{0,40} (encrypted|stolen|locked)/ nocase ascii
        $note3 = ".onion" ascii
        $note4 = /(restore|recover|decrypt|unlock)[\w -]{0,20}\.(txt|html?)/ nocase ascii
    condition:
        filesize < 20MB and 2 of ($stop*) and any of ($disk*) and any of ($lock*) and any of ($note*)
}

rule ScanHost_Linux_Hidden_Door
{
    meta:
        description = "Takes the name of a service, leaves no history, and runs from memory or behind a rule of the firewall"
        score = 90
        attack = "T1205.002,T1070.003,T1036.004"
    strings:
        $history1 = "HISTFILE=/dev/null" ascii
        $history2 = "MYSQL_HISTFILE=/dev/null" ascii
        $memory1 = "/bin/chmod 755 /dev/shm/" ascii
        $memory2 = "/dev/shm/%s" ascii
        $wall1 = "iptables -t nat -D PREROUTING" ascii
        $wall2 = "iptables -I INPUT -p tcp -s %s" ascii
        $mask1 = "/sbin/udevd -d" ascii
        $mask2 = "/sbin/mingetty /dev/tty" ascii
        $mask3 = "console-kit-daemon --no-daemon" ascii
        $mask4 = "hald-addon-acpi: listening" ascii
        $mask5 = "qmgr -l -t fifo -u" ascii
    condition:
        uint32be(0) == 0x7F454C46 and filesize < 20MB and any of ($history*) and ((any of ($memory*) and any of ($wall*)) or 2 of ($mask*))
}

rule ScanHost_Linux_Library_Hides_Files
{
    meta:
        description = "A library that is loaded into every program and leaves something out of the lists of files or processes"
        score = 75
        attack = "T1014,T1574.006"
    strings:
        $list1 = "readdir64" fullword ascii
        $list2 = "readdir" fullword ascii
        $next = "dlsym" fullword ascii
        $place1 = "/etc/ld.so.preload" ascii
        $place2 = "process_to_filter" ascii
        $place3 = "HIDE_THIS" ascii
        $look1 = "/proc/self/fd/%d" ascii
        $look2 = "/proc/%s/stat" ascii
        $look3 = "/proc/net/tcp" ascii
        $look4 = "pam_get_item" ascii
    condition:
        uint32be(0) == 0x7F454C46 and uint16(16) == 3 and filesize < 5MB and any of ($list*) and $next and any of ($place*) and any of ($look*)
}

rule ScanHost_Linux_Bot_Spreads
{
    meta:
        description = "Tries well-known passwords on other machines, and stays or mines where one fits"
        score = 90
        attack = "T1110.001,T1021.004"
    strings:
        $word1 = "root:123456" ascii
        $word2 = "admin:admin" ascii
        $word3 = "ubuntu:ubuntu" ascii
        $word4 = "root:root" ascii
        $word5 = "pi:raspberry" ascii
        $spread1 = "golang.org/x/crypto/ssh" ascii
        $spread2 = /brute_?force/ nocase ascii
        $spread3 = /scan_?(ssh|telnet)/ nocase ascii
        $stay1 = "crontab -l | grep -v" ascii
        $stay2 = /chattr [+-]i/ ascii
        $stay3 = /stratum\+(tcp|ssl):\/\// ascii
        $stay4 = "udpflood" nocase ascii
        $stay5 = "/dev/watchdog" ascii
    condition:
        uint32be(0) == 0x7F454C46 and filesize < 40MB and 2 of ($word*) and any of ($spread*) and any of ($stay*)
}
