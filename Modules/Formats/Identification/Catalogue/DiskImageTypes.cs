using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Disk and file system images. Sources: ECMA-119, ECMA-167, [MS-VHDX], the kernel documentation of each file system.</summary>
internal static class DiskImageTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(DiskImage)
    {
        { "iso", "application/x-iso9660-image", "ISO 9660 image", "iso", "@32769 'CD001' 01" },
        { "udf", "application/x-udf-image", "UDF image", "iso udf", "@32769 'BEA01'", "@34817 'BEA01'", "@36865 'BEA01'", "@38913 'BEA01'" },
        { "hfs", "application/x-apple-hfs", "HFS volume", "hfs img", "@1024 'BD'" },
        { "hfsplus", "application/x-apple-hfsplus", "HFS+ volume", "img", "@1024 'H+' 00 04", "@1024 'HX' 00 05" },
        { "apfs", "application/x-apfs", "APFS container", "img", "@32 'NXSB'" },
        { "dmg", "application/x-apple-diskimage", "Apple disk image", "dmg", "@-512 'koly' 00 00 00 04 00 00 02 00" },
        { "sparseimage", "application/x-apple-sparseimage", "Apple sparse image", "sparseimage", "'sprs' 00 00 00" },
        { "vhd", "application/x-vhd", "Virtual PC disk", "vhd", "'conectix'", "@-512 'conectix'" },
        { "vhdx", "application/x-vhdx", "Hyper-V disk", "vhdx", "'vhdxfile'" },
        { "vmdk", "application/x-vmdk", "VMware disk", "vmdk", "'KDMV'", "'COWD'", "'# Disk DescriptorFile'" },
        { "vdi", "application/x-virtualbox-vdi", "VirtualBox disk", "vdi", "@64 7F 10 DA BE" },
        { "qcow", "application/x-qcow", "QEMU disk", "qcow", "'QFI' FB 00 00 00 01" },
        { "qcow2", "application/x-qcow2", "QEMU disk 2", "qcow2", "'QFI' FB 00 00 00 02", "'QFI' FB 00 00 00 03" },
        { "qed", "application/x-qed", "QEMU enhanced disk", "qed", "'QED' 00" },
        { "parallels", "application/x-parallels-disk", "Parallels disk", "hdd", "'WithoutFreeSpace'", "'WithouFreSpacExt'" },
        { "nrg", "application/x-nrg", "Nero disc image", "nrg", "@-12 'NER5'", "@-8 'NERO'" },
        { "mdf", "application/x-mds", "Alcohol disc image", "mds", "'MEDIA DESCRIPTOR'" },
        { "raw-cd", "application/x-raw-cd", "Raw CD sectors", "bin img", "00 FF FF FF FF FF FF FF FF FF FF 00" },
        { "ciso", "application/x-ciso", "Compressed ISO image", "cso", "'CISO'" },
        { "ewf", "application/x-ewf", "Expert Witness image", "e01", "'EVF' 09 0D 0A FF 00", "'LVF' 09 0D 0A FF 00" },
        { "aff", "application/x-aff", "Advanced forensic image", "aff", "'AFF10' 0D 0A 00" },
        { "squashfs", "application/x-squashfs", "SquashFS image", "squashfs sfs", "'hsqs'", "'sqsh'", "'shsq'", "'qshs'" },
        { "cramfs", "application/x-cramfs", "CramFS image", "cramfs", "45 3D CD 28", "28 CD 3D 45" },
        { "romfs", "application/x-romfs", "ROMFS image", "romfs", "'-rom1fs-'" },
        { "jffs2", "application/x-jffs2", "JFFS2 image", "jffs2", "85 19 01 E0", "85 19 02 E0", "85 19 03 20", "19 85 20 03" },
        { "ubi", "application/x-ubi", "UBI image", "ubi", "'UBI#'" },
        { "ubifs", "application/x-ubifs", "UBIFS image", "ubifs", "31 18 10 06" },
        { "erofs", "application/x-erofs", "EROFS image", "erofs", "@1024 E2 E1 F5 E0" },
        { "f2fs", "application/x-f2fs", "F2FS volume", "img", "@1024 10 20 F5 F2" },
        { "ext", "application/x-ext-filesystem", "Ext2, ext3 or ext4 volume", "img" },
        { "xfs", "application/x-xfs", "XFS volume", "img", "'XFSB' 00 00" },
        { "btrfs", "application/x-btrfs", "Btrfs volume", "img", "@65600 '_BHRfS_M'" },
        { "ntfs", "application/x-ntfs", "NTFS volume", "img", "@3 'NTFS    '" },
        { "exfat", "application/x-exfat", "exFAT volume", "img", "@3 'EXFAT   '" },
        { "fat", "application/x-fat-filesystem", "FAT volume", "img ima" },
        { "bitlocker!", "application/x-bitlocker", "BitLocker volume", "img", "@3 '-FVE-FS-'" },
        { "luks!", "application/x-luks", "LUKS volume", "img", "'LUKS' BA BE" },
        { "lvm", "application/x-lvm", "LVM physical volume", "img", "@536 'LVM2 001'" },
        { "linux-swap", "application/x-linux-swap", "Linux swap area", "swap", "@4086 'SWAPSPACE2'" },
        { "minix", "application/x-minix-filesystem", "Minix volume", "img", "@1040 7F 13", "@1040 8F 13" },
        { "zfs-stream", "application/x-zfs-stream", "ZFS send stream", "", "AC CB BA F5 02 00 00 00" },
        { "reiserfs", "application/x-reiserfs", "ReiserFS volume", "img", "@65588 'ReIsEr2Fs'", "@65588 'ReIsErFs'" },
        { "gpt-disk", "application/x-gpt-disk", "Disk with a GUID partition table", "img", "@512 'EFI PART'" },
        { "apm-disk", "application/x-apple-partition-map", "Disk with an Apple partition map", "img", "@512 'PM' 00 00 00 00", "@2048 'PM' 00 00 00 00" },
        { "mbr-disk", "application/x-mbr-disk", "Disk with a boot record", "img" },
        { "android-sparse", "application/x-android-sparse", "Android sparse image", "simg", "3A FF 26 ED 01 00" },
        { "android-boot", "application/x-android-boot", "Android boot image", "img", "'ANDROID!'" },
        { "dump", "application/x-dump", "File system dump", "dump", "@24 6C EA 00 00", "@24 6B EA 00 00" },
        { "partclone", "application/x-partclone", "Partclone image", "img", "'partclone-image'" },
        { "ghost", "application/x-ghost", "Ghost image", "gho", "FE EF 01" },
        { "woz", "application/x-woz", "Apple II disk image", "woz", "'WOZ1' FF 0A 0D 0A", "'WOZ2' FF 0A 0D 0A" },
    };
}
