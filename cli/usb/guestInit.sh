#!/bin/sh
# First process of the guest: devices, the network, the lab on the guest's own loopback, Chromium.
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/shm /dev/pts
mount -t tmpfs shm /dev/shm
mount -t devpts pts /dev/pts
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp

/lib/systemd/systemd-udevd --daemon
udevadm trigger --action=add
udevadm settle --timeout=60
ip link set lo up
card=$(ls /sys/class/net | grep -v '^lo$' | head -1)
ip link set "$card" up
ip address add 10.0.2.15/24 dev "$card"
ip route add default via 10.0.2.2

# LAB_PORT comes from the kernel's command line. A page from loopback may use Web Serial; one from 10.0.2.2 may not.
socat "TCP-LISTEN:$LAB_PORT,bind=127.0.0.1,fork,reuseaddr" "TCP:10.0.2.2:$LAB_PORT" &
# Chromium offers its DevTools to loopback alone.
socat TCP-LISTEN:9223,fork,reuseaddr TCP:127.0.0.1:9222 &

echo "GUEST: starting Chromium"
export HOME=/tmp
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --remote-debugging-port=9222 \
  --remote-allow-origins='*' about:blank
echo "GUEST: Chromium ended"
