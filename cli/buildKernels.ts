/**
 * Compiles the AssemblyScript kernels to WebAssembly: each module twice, with plain SIMD and with relaxed SIMD.
 *
 *     npx tsx cli/buildKernels.ts            builds what is older than its sources
 *     npx tsx cli/buildKernels.ts --text     also writes readable text (.wat) beside each module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = 'workers/kernels/assembly';
const OUTPUT = 'workers/kernels/build';

/** Suffix of the module's name, and what the build may use beyond SIMD. */
const BUILDS = [
  { suffix: 'simd', features: ['simd'] },
  { suffix: 'relaxed', features: ['simd', 'relaxed-simd'] },
];

/**
 * A module lives in a heap that is not its own: it has no memory, no allocator and no data segment.
 * -O2, not -O3, whose simplify-locals pass moves all loads of an unrolled kernel first and spills registers.
 */
const OPTIONS = ['-O2', '--runtime', 'stub', '--importMemory', '--noAssert'];
/**
 * Any heap has a page and fewer than the maximum. Of a memory that might be empty V8 on arm64 would ask twice at each store
 * whether it reaches that far. Only with a maximum can it be declared as shared, see threads/sharedModule.ts.
 */
const MEMORY_PAGES = ['--initialMemory', '1', '--maximumMemory', '65536'];

/** What only one module needs. */
const OWN_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  team: ['--importTable', '--enable', 'threads'],
};

const DATA_SECTION = 11;

/** @throws Error with the compiler's messages when a source does not compile. */
export async function buildKernels(text = false): Promise<void> {
  mkdirSync(join(ROOT, OUTPUT), { recursive: true });
  const sourceTime = newestSource();
  for (const name of moduleNames()) {
    for (const { suffix, features } of BUILDS) {
      const output = `${OUTPUT}/${name}.${suffix}`;
      if (!text && isNewer(`${output}.wasm`, sourceTime)) continue;
      await compile(name, output, features, text);
    }
  }
}

/** Each folder of assembly/ becomes a module. */
function moduleNames(): string[] {
  const entries = readdirSync(join(ROOT, SOURCES), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function newestSource(): number {
  const folder = join(ROOT, SOURCES);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = [import.meta.filename, ...names.map((name) => join(folder, name))];
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function isNewer(output: string, sourceTime: number): boolean {
  const path = join(ROOT, output);
  return existsSync(path) && statSync(path).mtimeMs > sourceTime;
}

async function compile(
  name: string,
  output: string,
  features: readonly string[],
  text: boolean,
): Promise<void> {
  // Loading the compiler takes seconds: only when something is to be compiled.
  const { default: asc } = await import('assemblyscript/asc');
  const enable = features.flatMap((feature) => ['--enable', feature]);
  const source = `${SOURCES}/${name}/module.ts`;
  const options = [...OPTIONS, ...MEMORY_PAGES, ...(OWN_OPTIONS[name] ?? [])];
  const textFile = text ? ['--textFile', `${output}.wat`] : [];
  const args = [source, '--outFile', `${output}.wasm`, ...textFile, ...options, ...enable];
  const { error, stderr } = await asc.main([...args, '--baseDir', ROOT]);
  if (error) throw new Error(`${source} (${features.join(', ')}) does not compile:\n${stderr}`);
  requireNoData(output);
}

/** A data segment would overwrite somebody else's bytes at the start of the shared heap. */
function requireNoData(output: string): void {
  if (!sectionIds(readFileSync(join(ROOT, `${output}.wasm`))).includes(DATA_SECTION)) return;
  throw new Error(
    `${output}.wasm has a data segment: use no strings, static arrays or exceptions.`,
  );
}

/** Ids of a module's sections; each is an id, a length in LEB128, and its content. */
function sectionIds(bytes: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 8; at < bytes.length;) {
    ids.push(bytes[at++]);
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7, at++) {
      length |= (bytes[at] & 127) << shift;
      more = bytes[at] > 127;
    }
    at += length;
  }
  return ids;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildKernels(process.argv.includes('--text'));
}
