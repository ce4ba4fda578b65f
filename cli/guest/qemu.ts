/** A guest under QEMU's software emulation. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Qemu {
  /** False once it has ended. */
  readonly runs: boolean;
  end(): void;
}

/**
 * @param log file that the guest's console goes to
 * @param onLine told of every line of it
 */
export function startQemu(
  program: string,
  given: readonly string[],
  log: string,
  onLine: (line: string) => void = () => {},
): Qemu {
  const qemu = spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe'] });
  const file = createWriteStream(log);
  qemu.stdout.pipe(file, { end: false });
  qemu.stderr.pipe(file, { end: false });
  createInterface({ input: qemu.stdout }).on('line', onLine);
  return {
    get runs() {
      return qemu.exitCode === null && qemu.signalCode === null;
    },
    end: () => void qemu.kill(),
  };
}
