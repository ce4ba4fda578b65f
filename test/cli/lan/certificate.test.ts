/** The certificate is read by Node, and believed by its TLS; where it is kept, it stays. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync, chmodSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../../cli/lan/certificate';
import { addressBytes } from '../../../cli/lan/der';
import { keptCertificate } from '../../../cli/lan/keptCertificate';

const HOSTS = ['class.local', '127.0.0.1', '192.168.1.20', 'fd00::2'];
const NOW = new Date('2026-09-01T08:00:00Z');
const DAY_MS = 86_400_000;

describe('a certificate that signs itself', () => {
  it('stands for its hosts and no others, and for its days', () => {
    const read = new X509Certificate(selfSigned(HOSTS, NOW, 90).cert);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.ca).toBe(false);
    expect(Date.parse(read.validFrom)).toBe(NOW.getTime());
    expect(Date.parse(read.validTo)).toBe(NOW.getTime() + 90 * DAY_MS);
    expect(read.checkHost('class.local')).toBe('class.local');
    expect(read.checkIP('192.168.1.20')).toBe('192.168.1.20');
    expect(read.checkIP('fd00::2')).toBe('fd00::2');
    expect(read.checkIP('192.168.1.21')).toBeUndefined();
    expect(read.checkHost('other.local')).toBeUndefined();
  });

  it('is never the same twice', () => {
    const [one, other] = [selfSigned(HOSTS, NOW, 1), selfSigned(HOSTS, NOW, 1)];
    expect(new X509Certificate(one.cert).serialNumber).not.toBe(
      new X509Certificate(other.cert).serialNumber,
    );
    expect(one.key).not.toBe(other.key);
  });

  it('carries many hosts', () => {
    const many = Array.from({ length: 60 }, (_, i) => `10.0.7.${i}`);
    const read = new X509Certificate(selfSigned(many, NOW, 90).cert);
    expect(many.filter((host) => !read.checkIP(host))).toEqual([]);
  });

  it('is believed by whoever trusts it', async () => {
    const { key, cert } = selfSigned(['127.0.0.1'], new Date(Date.now() - DAY_MS), 2);
    const server = createServer({ key, cert }, (_, response) => response.end('lab'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [response] = await once(get({ host: '127.0.0.1', port, ca: cert }), 'response');
    expect(response.socket.authorized).toBe(true);
    response.resume();
    server.close();
  });

  it('writes addresses as Node reads them', () => {
    const told = fc.oneof(
      fc.ipV4(),
      fc.ipV6().filter((address) => !address.includes('.')),
    );
    fc.assert(
      fc.property(told, (address) => {
        const read = new X509Certificate(selfSigned([address], NOW, 1).cert);
        expect(read.checkIP(address)).toBe(address);
        expect([4, 16]).toContain(addressBytes(address).length);
      }),
      { seed: 20261128, numRuns: 40 },
    );
  });
});

describe('the kept certificate', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pruning-lab-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const kept = (hosts = HOSTS, now = NOW) => keptCertificate(hosts, now, join(folder, 'own'));
  const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

  it('is made once', () => {
    expect(kept(HOSTS, later(80))).toEqual(kept());
  });

  it('is made anew before it expires', () => {
    const first = kept();
    expect(kept(HOSTS, later(88.5))).not.toEqual(first);
  });

  it('is made anew when this machine has another address', () => {
    const first = kept();
    expect(kept(HOSTS.slice(1))).toEqual(first);
    expect(kept([...HOSTS, '192.168.1.99'])).not.toEqual(first);
  });

  it('is made anew when its files are broken or do not belong together', () => {
    const first = kept();
    writeFileSync(join(folder, 'own', 'lan-key.pem'), selfSigned(HOSTS, NOW, 90).key);
    const second = kept();
    expect(second).not.toEqual(first);
    writeFileSync(join(folder, 'own', 'lan-certificate.pem'), 'broken');
    expect(kept()).not.toEqual(second);
  });

  it.skipIf(process.platform === 'win32')('lets nobody else read its key', () => {
    kept();
    const file = join(folder, 'own', 'lan-key.pem');
    expect(readdirSync(join(folder, 'own')).length).toBe(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    kept([...HOSTS, '10.0.0.1']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
