import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressUrl, lanAddresses } from '../../../cli/lan/addresses';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  const rest = { address, internal, netmask: '', mac: '', cidr: null };
  return { ...rest, family, scopeid: 0 } as NetworkInterfaceInfo;
}

function found(networks: Readonly<Record<string, readonly string[]>>): string[] {
  const told = Object.entries(networks).map(([name, addresses]) => [
    name,
    addresses.map((address) => info(address, name === 'lo')),
  ]);
  return lanAddresses(Object.fromEntries(told)).map(({ address }) => address);
}

describe('addresses of the local network', () => {
  it('begin with what a router gave, and end with bridges of this machine', () => {
    const networks = {
      lo: ['127.0.0.1', '::1'],
      docker0: ['172.17.0.1'],
      tun0: ['10.8.0.2'],
      wlan0: ['fe80::1', '2001:db8::7', '192.168.1.20'],
      eth0: ['203.0.113.9'],
    };
    const all = found(networks);
    expect(all.slice(0, 2)).toEqual(['192.168.1.20', '203.0.113.9']);
    expect(all.slice(2)).toEqual(['2001:db8::7', '172.17.0.1', '10.8.0.2']);
  });

  it('leave out those that lead nowhere', () => {
    expect(found({ lo: ['127.0.0.1'], eth0: ['169.254.7.7', 'fe80::2'] })).toEqual([]);
  });

  it('take private ranges for what they are', () => {
    expect(found({ a: ['172.32.0.1'], b: ['172.31.255.1'] })).toEqual([
      '172.31.255.1',
      '172.32.0.1',
    ]);
  });

  it('are written as a browser reads them', () => {
    const [four, six] = lanAddresses({ eth0: [info('10.0.0.3'), info('fd00::2')] });
    expect(addressUrl(four, false, 4174)).toBe('http://10.0.0.3:4174/');
    expect(new URL(addressUrl(six, true, 4174)).host).toBe('[fd00::2]:4174');
  });
});
