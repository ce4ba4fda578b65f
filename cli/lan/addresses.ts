/** Addresses at which other machines of the local network reach this one. */
import type { NetworkInterfaceInfo } from 'node:os';

export interface LanAddress {
  /** Of the network interface, such as `wlan0`. */
  readonly network: string;
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
}

/** Bridges and tunnels of this machine's own making, to which no pupil is connected. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vbox|vmnet|vEthernet|podman|lxc|tun|tap|wg|utun|tailscale|zt)/;
/** Given where no router answered, or valid on one cable alone. */
const LINK_LOCAL = /^(169\.254\.|fe[89ab])/i;
/** RFC 1918: what routers of schools and homes give out. */
const PRIVATE = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** @param networks as `os.networkInterfaces()` tells @returns the likeliest first; empty without a network */
export function lanAddresses(
  networks: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): LanAddress[] {
  const all = Object.entries(networks).flatMap(([network, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && !LINK_LOCAL.test(address))
      .map(({ address, family }) => ({ network, address, family })),
  );
  return all.sort((a, b) => unlikely(a) - unlikely(b));
}

/** An address that is short to type and leads somewhere comes first. */
function unlikely({ network, address, family }: LanAddress): number {
  const virtual = VIRTUAL.test(network) ? 4 : 0;
  const long = family === 'IPv6' ? 2 : 0;
  return virtual + long + (PRIVATE.test(address) ? 0 : 1);
}

/** @param port 1 to 65,535 */
export function addressUrl({ address, family }: LanAddress, secure: boolean, port: number): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${secure ? 'https' : 'http'}://${host}:${port}/`;
}
