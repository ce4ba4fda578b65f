/**
 * A certificate that signs itself (RFC 5280), for https in a network where nobody else vouches for this machine. Node
 * signs, but writes no certificates; what it takes is one value in DER.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import {
  addressBytes,
  BIT_STRING,
  BOOLEAN,
  der,
  INTEGER,
  objectId,
  OCTET_STRING,
  SEQUENCE,
  SET,
  UTF8_STRING,
  utcTime,
} from './der';

/** Both as PEM, as `https.createServer` takes them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const ECDSA_WITH_SHA256 = der(SEQUENCE, objectId('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
const [KEY_USAGE, ALTERNATIVE_NAMES, BASIC_CONSTRAINTS, EXTENDED_USAGE] = [
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.37',
];
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const [CONTEXT_0, CONTEXT_3, DNS_NAME, IP_ADDRESS] = [0xa0, 0xa3, 0x82, 0x87];
const DAY_MS = 86_400_000;

/** @param hosts names and addresses that it stands for @param from when it begins @param days until it ends */
export function selfSigned(hosts: readonly string[], from: Date, days: number): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = commonName('Pruning Lab');
  const signed = der(
    SEQUENCE,
    der(CONTEXT_0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serialNumber()),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, utcTime(from), utcTime(new Date(from.getTime() + days * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(CONTEXT_3, der(SEQUENCE, ...extensions(hosts))),
  );
  const signature = bits(sign('sha256', signed, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(der(SEQUENCE, signed, ECDSA_WITH_SHA256, signature)),
  };
}

/** For a server alone: whoever trusts it trusts no other certificate by it. */
function extensions(hosts: readonly string[]): Buffer[] {
  const digitalSignature = der(BIT_STRING, Buffer.from([7, 0x80]));
  return [
    extension(BASIC_CONSTRAINTS, true, der(SEQUENCE)),
    extension(KEY_USAGE, true, digitalSignature),
    extension(EXTENDED_USAGE, false, der(SEQUENCE, objectId(SERVER_AUTHENTICATION))),
    extension(ALTERNATIVE_NAMES, false, der(SEQUENCE, ...hosts.map(alternativeName))),
  ];
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const mark = critical ? [der(BOOLEAN, Buffer.from([0xff]))] : [];
  return der(SEQUENCE, objectId(id), ...mark, der(OCTET_STRING, value));
}

function alternativeName(host: string): Buffer {
  return isIP(host) ? der(IP_ADDRESS, addressBytes(host)) : der(DNS_NAME, Buffer.from(host));
}

function commonName(text: string): Buffer {
  const attribute = der(SEQUENCE, objectId(COMMON_NAME), der(UTF8_STRING, Buffer.from(text)));
  return der(SEQUENCE, der(SET, attribute));
}

/** Positive, and as short as its first byte says. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] & 0x3f) | 0x40;
  return bytes;
}

function bits(bytes: Uint8Array): Buffer {
  return der(BIT_STRING, Buffer.from([0]), bytes);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g)!;
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
