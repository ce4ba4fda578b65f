/** `npm start`, and what every command needs: Chromium, and an address to serve on. */

export const start = {
  building: 'Building the lab …',
  at: (url: string) => `Pruning Lab is at ${url} (stop with Ctrl+C)`,
  noAddress: (port: number) => `No address to serve on near port ${port}.`,
  chromiumElsewhere: (path: string) =>
    `CHROMIUM_PATH names ${path}, which does not exist. Correct or unset it.`,
  installingChromium: 'Chromium is missing: installing it with apt-get …',
  noChromium:
    'Chromium was not found: install it (Debian, Raspberry Pi OS: sudo apt install chromium) or set CHROMIUM_PATH.',
};
