/** One certificate for many lessons: who accepted it once is not asked again. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { selfSigned, type Certificate } from './certificate';

const [KEY_FILE, CERTIFICATE_FILE] = ['lan-key.pem', 'lan-certificate.pem'];
const VALID_DAYS = 90;
/** A lesson that begins under it ends under it. */
const LEAST_LEFT_MS = 86_400_000;
/** Clocks of pupils' devices may be behind. */
const BEFORE_MS = 86_400_000;

/** Of the user, out of the repository: a key is nothing to hand on with a folder. */
export function certificateFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  return join(APPDATA || XDG_CONFIG_HOME || join(homedir(), '.config'), 'pruning-lab');
}

/**
 * The one of the folder, or a new one where that is missing, broken, about to expire, or stands for other hosts.
 * @param hosts names and addresses of this machine @throws Error of Node where the folder cannot be written
 */
export function keptCertificate(
  hosts: readonly string[],
  now = new Date(),
  folder = certificateFolder(),
): Certificate {
  const kept = readKept(folder);
  if (kept && serves(kept, hosts, now)) return kept;
  const made = selfSigned(hosts, new Date(now.getTime() - BEFORE_MS), VALID_DAYS);
  keep(made, folder);
  return made;
}

function readKept(folder: string): Certificate | null {
  try {
    const [key, cert] = [KEY_FILE, CERTIFICATE_FILE].map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    );
    return { key, cert };
  } catch {
    return null;
  }
}

function serves({ key, cert }: Certificate, hosts: readonly string[], now: Date): boolean {
  try {
    const read = new X509Certificate(cert);
    const left = Date.parse(read.validTo) - now.getTime();
    const named = hosts.every((host) => (isIP(host) ? read.checkIP(host) : read.checkHost(host)));
    return left > LEAST_LEFT_MS && named && read.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** The key is readable to its user alone, and was never anything else. */
function keep({ key, cert }: Certificate, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, KEY_FILE);
  writeFileSync(file, '', { mode: 0o600 });
  chmodSync(file, 0o600);
  writeFileSync(file, key);
  writeFileSync(join(folder, CERTIFICATE_FILE), cert);
}
