/** `npm run kernels:cycles`: what a model of the Cortex-A72's pipeline says of the kernels' inner loops. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { KernelBuild } from '../workers/kernels/builds';
import { commands } from '../src/words/commands';
import { buildKernels } from './buildKernels';
import { cyclesTable, listing, type LoopRow } from './cycles/cyclesTable';
import {
  MACHINE_OPTIONS,
  requireMachine,
  run,
  runEmulated,
  type Machine,
} from './cycles/emulation';
import { innerLoops } from './cycles/innerLoops';
import { COMPILING_FLAGS, functionNames, readMachineCode } from './cycles/machineCode';
import { modelLoops } from './cycles/pipeline';

const say = commands.cycles;

const ROOT = resolve(import.meta.dirname, '..');
const MODULES = ['inference', 'int8', 'training'] as const;
const BUILDS: readonly KernelBuild[] = ['relaxed', 'simd'];
const COMPILER = resolve(import.meta.dirname, 'cycles/compileModule.js');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { ...MACHINE_OPTIONS, show: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(say.help);
  const machine = requireMachine(values, ['qemu-aarch64', 'llvm-mc', 'llvm-mca']);
  await buildKernels(true);
  for (const module of MODULES)
    for (const build of BUILDS) {
      const rows = loopRows(`workers/kernels/build/${module}.${build}`, machine);
      const { show } = values;
      if (show) console.log(listing(rows.filter(({ name }) => name.includes(show))));
      else console.log(`${say.title(module, build)}\n\n${cyclesTable(rows)}\n`);
    }
}

/** @param file a module's, without its ending */
function loopRows(file: string, machine: Machine): LoopRow[] {
  const path = resolve(ROOT, file);
  const names = functionNames(readFileSync(`${path}.wat`, 'utf8'));
  const args = [...COMPILING_FLAGS, COMPILER, `${path}.wasm`];
  const functions = readMachineCode(runEmulated(machine, args));
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

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
