import type { Meter } from '../../meter/meters';
import type { BrowserOffers } from '../../state/meterState.svelte';
import { words } from '../../words/words';

const APIS = {
  serial: { api: 'Web Serial', offer: 'serial' },
  hid: { api: 'WebHID', offer: 'hid' },
  ble: { api: 'Web Bluetooth', offer: 'bluetooth' },
} as const;

/** Why this browser cannot reach such a meter, and what to do; null where it can. */
export function missingApi({ link }: Meter, offers: BrowserOffers): string | null {
  const { api, offer } = APIS[link.kind];
  if (offers[offer]) return null;
  const { hiddenByHttp, missing } = words.meter;
  return offers.secure ? missing[link.kind](api) : hiddenByHttp(api);
}
