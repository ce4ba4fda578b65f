#!/bin/sh
# The lab full screen, as a kiosk: kiosk.sh [ADDRESS]; at every login: kiosk.sh --install, and --remove.
# ADDRESS is what follows the lab's own: '?workers=2#method=fpgm', a lesson's link.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
port=${PORT:-4173}
unit=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user/pruning-lab.service

case ${1-} in
--install)
  mkdir -p "$(dirname "$unit")"
  sed "s|@FOLDER@|$here|" "$here/pruning-lab.service" >"$unit"
  systemctl --user daemon-reload
  exec systemctl --user enable --now pruning-lab.service
  ;;
--remove)
  systemctl --user disable --now pruning-lab.service
  exec rm "$unit"
  ;;
esac

browser=$(command -v chromium || command -v chromium-browser) || {
  echo 'Chromium was not found: sudo apt install chromium' >&2
  exit 1
}

# A service starts before the desktop does: wait for a display, whichever kind comes.
runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
while [ -z "${WAYLAND_DISPLAY-}${DISPLAY-}" ]; do
  for socket in "$runtime"/wayland-[0-9]; do
    [ -S "$socket" ] && export WAYLAND_DISPLAY="${socket##*/}" XDG_RUNTIME_DIR="$runtime"
  done
  [ -n "${WAYLAND_DISPLAY-}" ] || { [ -S /tmp/.X11-unix/X0 ] && export DISPLAY=:0; } || sleep 1
done

# The screen stays on: of X11 by its own command, of Raspberry Pi OS's desktop by its configuration.
[ -n "${DISPLAY-}" ] && command -v xset >/dev/null && xset s off s noblank -dpms || true
command -v raspi-config >/dev/null && sudo -n raspi-config nonint do_blanking 1 || true

python3 "$here/serve.py" "$port" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
trap 'exit 143' INT TERM
python3 - "$port" <<'WAIT'
import socket, sys, time
for _ in range(300):
    try:
        socket.create_connection(('127.0.0.1', int(sys.argv[1])), 1).close()
        sys.exit()
    except OSError:
        time.sleep(0.1)
sys.exit('The server does not answer.')
WAIT

# A profile of its own: no question after a power cut, no other tab, and what was measured stays.
"$browser" --kiosk --user-data-dir="${XDG_DATA_HOME:-$HOME/.local/share}/pruning-lab" \
  --no-first-run --no-default-browser-check --password-store=basic --noerrdialogs --hide-crash-restore-bubble \
  --disable-features=Translate --disable-pinch --overscroll-history-navigation=0 --ozone-platform-hint=auto \
  "http://127.0.0.1:$port/${1-}"
