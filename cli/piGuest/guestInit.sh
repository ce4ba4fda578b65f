#!/usr/bin/busybox sh
# First process on the guest's disk: the network, the lab on the guest's own loopback, Chromium, and what the page takes.
busybox() { /usr/bin/busybox "$@"; }
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
busybox mount -t devtmpfs dev /dev
busybox mkdir -p /dev/shm /dev/pts
busybox mount -t tmpfs shm /dev/shm
busybox mount -t devpts pts /dev/pts
busybox mount -t tmpfs run /run
busybox mount -t tmpfs tmp /tmp
busybox ip link set lo up
busybox ip link set eth0 up
busybox ip address add 10.0.2.15/24 dev eth0
busybox ip route add default via 10.0.2.2

# LAB_PORT comes from the kernel's command line. A page from loopback may be isolated; one from 10.0.2.2 may not.
socat "TCP-LISTEN:$LAB_PORT,bind=127.0.0.1,fork,reuseaddr" "TCP:10.0.2.2:$LAB_PORT" &
# Chromium offers its DevTools to loopback alone.
socat TCP-LISTEN:9223,fork,reuseaddr TCP:127.0.0.1:9222 &

# The largest of the processes that render is the page with its workers; what is shared is counted by parts.
page_memory() {
  for process in /proc/[0-9]*; do
    busybox grep -q -- --type=renderer "$process/cmdline" 2>/dev/null || continue
    busybox awk '/^Pss:/ { print $2 }' "$process/smaps_rollup" 2>/dev/null
  done | busybox sort -n | busybox tail -1
}
(while busybox sleep 5; do echo "GUEST: page $(page_memory) kB"; done) &

# Its script in the PATH needs more of Debian than is here. 39 bits, as the kernel of Raspberry Pi OS gives them.
ulimit -v 536870912
export HOME=/tmp
echo "GUEST: starting Chromium"
/usr/lib/chromium/chromium-headless-shell --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --remote-debugging-port=9222 \
  --remote-allow-origins='*' about:blank
echo "GUEST: Chromium ended"
busybox poweroff -f
