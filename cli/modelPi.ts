/**
 * `npm run model:pi`: how long a Cortex-A72 would take for a whole network, by the instructions of one inference, counted
 * under emulation, and a model of its pipeline. Estimated: no cache, no memory, no branch guessed wrong.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serialize } from 'node:v8';
import { build } from 'vite';
import { commands } from '../src/words/commands';
import type { CompactNetwork } from '../src/pruning/surgery';
import { networksOf, randomNetwork } from '../workers/bench/networks';
import { inInt8 } from '../workers/bench/quantised';
import { WORKS } from '../workers/bench/works';
import { startBackend } from '../workers/runtime/backend';
import { buildKernels } from './buildKernels';
import {
  MACHINE_OPTIONS,
  requireMachine,
  run,
  runEmulated,
  type Machine,
} from './cycles/emulation';
import { functionNames, PRINTING_FLAGS, readMachineCode } from './cycles/machineCode';
import { orThrow } from './orThrow';
import { countInstructions, moreOften, type CountedFunction } from './pi/instructionCounts';
import { modelKernels, type KernelModel } from './pi/networkModel';
import { kernelsTable, networksTable, type PiModel } from './pi/piTables';
import { PI_SETTINGS, type GuestEngine, type PiSetting } from './pi/works';

const say = commands.modelPi;

const ROOT = resolve(import.meta.dirname, '..');
const OUTPUT = resolve(ROOT, 'build/pi');
const PLUGIN = resolve(OUTPUT, 'blockCounts.so');
const COUNTS = resolve(OUTPUT, 'counts.txt');
const NETWORK = resolve(OUTPUT, 'network.bin');
const GUEST = resolve(OUTPUT, 'guest.mjs');
const TFJS = resolve(
  ROOT,
  'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { ...MACHINE_OPTIONS, only: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(say.help);
  const machine = requireMachine(values, ['qemu-aarch64', 'llvm-mc', 'llvm-mca', 'gcc']);
  const only = new RegExp(values.only ?? '');
  mkdirSync(OUTPUT, { recursive: true });
  buildPlugin();
  await buildGuest();
  await buildKernels(true);
  orThrow(await startBackend(TFJS));
  for (const setting of PI_SETTINGS) {
    const models = await modelsOf(setting, only, machine);
    if (models.length > 0) console.log(`${networksTable(models)}\n\n${kernelsTable(models)}\n`);
  }
}

/** Version of QEMU's interface for plugins, by QEMU's own; each takes some that came before. */
const INTERFACES = [
  { since: 10, version: 4 },
  { since: 9, version: 2 },
  { since: 4, version: 1 },
];

function buildPlugin(): void {
  const [version] = run('qemu-aarch64', ['--version']).split('\n');
  if (!run('qemu-aarch64', ['-help']).includes('-plugin')) throw new Error(say.noPlugins(version));
  const major = Number(/version (\d+)/.exec(version)?.[1]);
  const { version: api } = INTERFACES.find(({ since }) => major >= since)!;
  const source = resolve(import.meta.dirname, 'pi/blockCounts.c');
  run('gcc', ['-O2', '-shared', '-fPIC', `-DAPI=${api}`, '-o', PLUGIN, source]);
}

async function buildGuest(): Promise<void> {
  await build({
    ...{ root: ROOT, configFile: false, publicDir: false, logLevel: 'warn' },
    build: {
      ...{ ssr: 'cli/pi/guest.ts', outDir: OUTPUT, emptyOutDir: false },
      rolldownOptions: { output: { entryFileNames: 'guest.mjs' } },
    },
  });
}

async function modelsOf(
  { size, config, works }: PiSetting,
  only: RegExp,
  machine: Machine,
): Promise<PiModel[]> {
  const named = works
    .map((one) => ({ ...one, name: nameOf(one, size) }))
    .filter(({ name }) => only.test(name));
  const cut = WORKS.filter(({ name }) => named.some(({ work }) => work === name));
  const networks = await networksOf(randomNetwork(config), cut);
  return named.map(({ work, engine, name }) => {
    console.error(say.modelling(name));
    const at = cut.findIndex((one) => one.name === work);
    const subject = cut[at].precision === 'int8' ? inInt8(networks[at], grey(size)) : networks[at];
    const isDense = engine === 'inference' && work === 'dense';
    return { name, size, isDense, kernels: modelOf(subject, engine, machine) };
  });
}

function nameOf({ work, engine }: PiSetting['works'][number], size: number): string {
  return say.names[engine](work, size);
}

/** Any picture will do: no kernel asks what it holds. */
function grey(size: number): Float32Array {
  return new Float32Array(size * size * 3).fill(0.5);
}

interface Guest {
  /** Module that computes the network. */
  readonly file: string;
  /** Runs before the one that counts: what the first of them does only once. */
  readonly warmUp: 0 | 1;
}

const GUESTS: Readonly<Record<GuestEngine, Guest>> = {
  inference: { file: kernelsFile('inference', 'wasm'), warmUp: 0 },
  x86: { file: kernelsFile('inference', 'wasm'), warmUp: 0 },
  int8: { file: kernelsFile('int8', 'wasm'), warmUp: 0 },
  tfjs: { file: TFJS, warmUp: 1 },
};

function kernelsFile(module: 'inference' | 'int8', ending: 'wasm' | 'wat'): string {
  return resolve(ROOT, `workers/kernels/build/${module}.relaxed.${ending}`);
}

function modelOf(subject: CompactNetwork, engine: GuestEngine, machine: Machine): KernelModel[] {
  writeFileSync(NETWORK, serialize(subject));
  const { warmUp } = GUESTS[engine];
  const all = counted(engine, warmUp + 1, machine);
  const functions = warmUp > 0 ? moreOften(all, counted(engine, warmUp, machine)) : all;
  if (engine === 'tfjs') return modelKernels(functions, () => engine, run);
  const module = engine === 'int8' ? 'int8' : 'inference';
  const names = functionNames(readFileSync(kernelsFile(module, 'wat'), 'utf8'));
  return modelKernels(functions, (index) => names[index].split('/')[0], run);
}

/** Instructions of `runs` inferences and of whatever comes before them. */
function counted(engine: GuestEngine, runs: number, machine: Machine): CountedFunction[] {
  const args = [...PRINTING_FLAGS, GUEST, NETWORK, engine, `${runs}`, GUESTS[engine].file];
  const printed = runEmulated(machine, args, ['-plugin', `${PLUGIN},counts=${COUNTS}`]);
  return countInstructions(readMachineCode(printed), readFileSync(COUNTS, 'utf8'));
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
