#!/bin/busybox sh
# First process of the guest, in memory: drivers, then the disk, where /lab-init goes on.
/bin/busybox mount -t devtmpfs dev /dev
while read -r module; do
  /bin/busybox insmod "$module" || echo "GUEST: no module $module"
done </modules/order
until [ -b /dev/vda ]; do /bin/busybox sleep 0.1; done
/bin/busybox mount -t ext4 /dev/vda /root
exec /bin/busybox switch_root /root /lab-init
