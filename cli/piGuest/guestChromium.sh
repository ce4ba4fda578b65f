#!/bin/sh
# Chromium in the guest: without a display, for a program that opens the lab's pages itself. Debian's own script needs more
# of Debian than is here.
for page; do :; done
echo "GUEST: the kiosk shows $page"
for given; do
  shift
  [ "$given" = "$page" ] || set -- "$@" "$given"
done
# It offers its DevTools to loopback alone.
socat TCP-LISTEN:9223,fork,reuseaddr TCP:127.0.0.1:9222 &
exec /usr/lib/chromium/chromium-headless-shell "$@" --no-sandbox --disable-gpu --disable-background-networking \
  --disable-component-update --disable-sync --remote-debugging-port=9222 --remote-allow-origins='*' about:blank
