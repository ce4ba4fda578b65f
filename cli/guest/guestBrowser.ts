import { chromium, type Browser } from 'playwright-core';
import type { Qemu } from './qemu';
import { until } from './until';

const BOOT_MS = 600_000;

/** Chromium in the guest, once it is up. @param devTools port on this machine that leads to it */
export async function guestBrowser(guest: Pick<Qemu, 'runs'>, devTools: number): Promise<Browser> {
  const address = `http://127.0.0.1:${devTools}`;
  await until(BOOT_MS, 'Chromium in the guest', async () => {
    if (!guest.runs) throw new Error('QEMU has ended.');
    return fetch(`${address}/json/version`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
  return chromium.connectOverCDP(address, { timeout: BOOT_MS });
}
