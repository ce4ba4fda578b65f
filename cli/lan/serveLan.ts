/** Serves the built page to the local network, as it is served to this machine. */
import { hostname, networkInterfaces } from 'node:os';
import type { AddressInfo } from 'node:net';
import { preview } from 'vite';
import type { ClassAddresses } from '../../src/protocol/classAddresses';
import { addressUrl, lanAddresses, type LanAddress } from './addresses';
import { keptCertificate } from './keptCertificate';
import { tellPage } from './tellPage';

export interface ServedLan extends ClassAddresses {
  close(): Promise<void>;
}

/**
 * On `port`, or on the next free one, at every address of this machine.
 * @param secure whether by https @returns null where this machine is in no network
 */
export async function serveLan(port: number, secure: boolean): Promise<ServedLan | null> {
  const addresses = lanAddresses(networkInterfaces());
  if (addresses.length === 0) return null;
  const told = { urls: [] as string[] };
  const server = await preview({
    preview: { port, host: true, open: false, ...trusted(addresses, secure) },
    plugins: [tellPage(told)],
    logLevel: 'warn',
  });
  const { port: served } = server.httpServer.address() as AddressInfo;
  told.urls = addresses.map((address) => addressUrl(address, secure, served));
  return { urls: told.urls, close: () => server.close() };
}

/** Addresses lead here by themselves; names only where they are this machine's. */
function trusted(addresses: readonly LanAddress[], secure: boolean) {
  const names = [hostname(), `${hostname()}.local`];
  const hosts = [...names, ...addresses.map(({ address }) => address)];
  return { allowedHosts: names, https: secure ? keptCertificate(hosts) : undefined };
}
