/** `npm start`, and what every command needs: Chromium, and an address to serve on. */

export const start = {
  help: `npm start -- [options]   builds the lab and serves it to this machine
  --lan     also to the local network, over http
  --https   with --lan: over https, with a certificate made on the spot`,
  building: 'Building the lab …',
  at: (url: string) => `Pruning Lab is at ${url} (stop with Ctrl+C)`,
  portTaken: (port: number) =>
    `Another program has port ${port}: the lab took the next, where the browser finds none of its earlier measurements.`,
  noAddress: (port: number) => `No address to serve on near port ${port}.`,

  httpsAlone:
    '--https goes with --lan: at 127.0.0.1 browsers withhold nothing, and http is enough.',
  noNetwork:
    'This machine is in no network. Connect it to the one of the class, or leave --lan away.',
  classAt: (url: string) => `\nThe class opens ${url}\n`,
  alsoAt: (urls: readonly string[]) => `\nOther addresses of this machine: ${urls.join(', ')}`,
  overHttp: `
Over http, browsers withhold from the class: training on all cores and several threads a picture, the fine timer (latency
is read to 100 µs), the camera, power meters, the check of what was downloaded, keeping of opened networks, and opening
without a network. Everything else works. With --https all of it is there.`,
  overHttps: `
The certificate was made on this machine and nobody vouches for it: each browser warns once. There: Advanced, then Proceed.`,
  unreached:
    'If a device does not reach it: the same network? a firewall here? a guest network that keeps devices apart?',

  chromiumElsewhere: (path: string) =>
    `CHROMIUM_PATH names ${path}, which does not exist. Correct or unset it.`,
  installingChromium: 'Chromium is missing: installing it with apt-get …',
  noChromium:
    'Chromium was not found: install it (Debian, Raspberry Pi OS: sudo apt install chromium) or set CHROMIUM_PATH.',

  filmed: (file: string, frames: number, bytes: number) =>
    `${file}: ${frames} frames, ${(bytes / 1e6).toFixed(2)} MB`,
};
