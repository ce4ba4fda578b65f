#!/bin/sh
# Makes the guest of `npm run test:pi` in a folder: vmlinuz, initrd and disk.ext4, a small arm64 Debian with Chromium, Python
# and what the archive's scripts call.
# Usage, on Debian, as anybody: makeGuest.sh FOLDER
#
# Packages are only unpacked: configuring them under emulation would take longer than all the rest.
set -eu
PATH=$PATH:/usr/sbin:/sbin
folder=$1
root=$folder/root
here=$(dirname "$0")

rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$root"

# An apt of its own, which fetches for another processor from where this machine's own does.
: >"$folder/apt/status"
cat >"$folder/apt/apt.conf" <<END
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Sandbox::User "";
Dir::State "$folder/apt";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt";
END
export APT_CONFIG="$folder/apt/apt.conf"
apt-get update -qq
apt-get install -qq -y --download-only --no-install-recommends \
  linux-image-arm64 busybox-static socat chromium-headless-shell fonts-dejavu-core \
  python3 dash coreutils sed tar gzip systemd

# As every Debian has them since its directories are merged.
mkdir -p "$root/usr"
for merged in bin sbin lib; do
  mkdir "$root/usr/$merged"
  ln -s "usr/$merged" "$root/$merged"
done
for package in "$folder"/apt/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" |
    tar -x -C "$root" --keep-directory-symlink --no-same-owner \
      --exclude './usr/share/doc' --exclude './usr/share/man' --exclude './usr/share/locale'
done
mkdir -p "$root/proc" "$root/sys" "$root/dev" "$root/run" "$root/tmp"
install -m 755 "$here/guestInit.sh" "$root/lab-init"
install -m 755 "$here/guestChromium.sh" "$root/usr/bin/chromium"
# Scripts that were not run made neither of them.
ln -sf dash "$root/usr/bin/sh"
echo '127.0.0.1 localhost' >"$root/etc/hosts"

# What the kernel needs to reach its disk; the network's driver goes the same way.
kernel=$(ls "$root/lib/modules")
initrd=$folder/initrd.unpacked
mkdir -p "$initrd/bin" "$initrd/root" "$initrd/dev" "$initrd/modules"
depmod -b "$root" "$kernel"
cp "$root"/usr/bin/busybox "$initrd/bin/busybox"
cp "$here/initrdInit.sh" "$initrd/init"
chmod 755 "$initrd/init"
for module in virtio_pci virtio_blk virtio_net ext4; do
  modprobe -d "$root" -S "$kernel" --show-depends "$module"
done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' |
  while read -r file; do
    cp "$file" "$initrd/modules/"
    echo "/modules/$(basename "$file")"
  done >"$initrd/modules/order"
(cd "$initrd" && find . | cpio -o -H newc --quiet | gzip -1) >"$folder/initrd"

cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
rm -rf "$root"/boot "$root"/usr/lib/modules "$folder/apt" "$initrd"
truncate -s 2G "$folder/disk.unfinished"
mke2fs -q -t ext4 -d "$root" "$folder/disk.unfinished"
rm -rf "$root"
# Last, so that a folder with a disk is whole.
mv "$folder/disk.unfinished" "$folder/disk.ext4"
