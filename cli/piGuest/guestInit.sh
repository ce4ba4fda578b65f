#!/usr/bin/busybox sh
# First process on the guest's disk: the network, then the archive as the README has it: unpacked, and shown by its kiosk.
busybox() { /usr/bin/busybox "$@"; }
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
busybox mount -t devtmpfs dev /dev
busybox mkdir -p /dev/shm /dev/pts
busybox mount -t tmpfs shm /dev/shm
busybox mount -t devpts pts /dev/pts
busybox mount -t tmpfs run /run
busybox mount -t tmpfs tmp /tmp
# Where and why a process crashed stands on the console.
busybox dmesg -n 7
echo 1 >/proc/sys/debug/exception-trace
busybox ip link set lo up
busybox ip link set eth0 up
busybox ip address add 10.0.2.15/24 dev eth0
busybox ip route add default via 10.0.2.2

# The largest of the processes that render is the page with its workers; what is shared is counted by parts.
page_memory() {
  for process in /proc/[0-9]*; do
    busybox grep -q -- --type=renderer "$process/cmdline" 2>/dev/null || continue
    busybox awk '/^Pss:/ { print $2 }' "$process/smaps_rollup" 2>/dev/null
  done | busybox sort -n | busybox tail -1
}
(while busybox sleep 5; do echo "GUEST: page $(page_memory) kB"; done) &

export HOME=/home/pi PATH=/usr/bin XDG_RUNTIME_DIR=/run
mkdir -p "$HOME"
cd "$HOME" || exit

# ARCHIVE, its address on the host, and LAB_PORT come from the kernel's command line.
echo "GUEST: unpacking the archive"
busybox wget -q -O pruning-lab.tar.gz "$ARCHIVE"
tar xzf pruning-lab.tar.gz
lab=$(echo pruning-lab-*/)

# No desktop runs here that the service could begin with: it is installed and looked through.
printf '#!/bin/sh\n' >/usr/bin/systemctl
sh "$lab/kiosk.sh" --install &&
  systemd-analyze --user verify "$HOME/.config/systemd/user/pruning-lab.service" &&
  echo "GUEST: the service is in order"

# 39 bits, as the kernel of Raspberry Pi OS gives them.
ulimit -v 536870912
echo "GUEST: starting the kiosk"
PORT=$LAB_PORT DISPLAY=:0 "$lab/kiosk.sh" '?lang=de'
echo "GUEST: the kiosk ended"
busybox poweroff -f
