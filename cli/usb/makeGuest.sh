#!/bin/sh
# Makes the guest of `npm run test:usb` in a folder: vmlinuz, initrd and disk.ext4, a small Debian with Chromium.
# Usage, as root: makeGuest.sh FOLDER LAB_ORIGIN
set -eu
folder=$1
origin=$2
root=$folder/root

rm -rf "$folder"
mkdir -p "$folder"
debootstrap --variant=minbase bookworm "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}"

# By apt: debootstrap itself cannot choose between packages that offer the same.
# udev: Chromium learns of serial ports from it alone.
export DEBIAN_FRONTEND=noninteractive
chroot "$root" apt-get update -q
chroot "$root" apt-get install -y -q --no-install-recommends \
  linux-image-amd64 initramfs-tools udev kmod iproute2 socat chromium fonts-dejavu-core

# Debian's Chromium asks nobody for ports of this origin.
mkdir -p "$root/etc/chromium/policies/managed"
printf '{"SerialAllowAllPortsForUrls": ["%s"]}\n' "$origin" \
  >"$root/etc/chromium/policies/managed/serial.json"

install -m 755 "$(dirname "$0")/guestInit.sh" "$root/lab-init"
cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd"
rm -rf "$root"/var/cache/apt "$root"/var/lib/apt/lists
truncate -s 2500M "$folder/disk.unfinished"
mke2fs -q -t ext4 -d "$root" "$folder/disk.unfinished"
rm -rf "$root"
# Last, so that a folder with a disk is whole.
mv "$folder/disk.unfinished" "$folder/disk.ext4"
