/** A network by its address: its file, and of TensorFlow.js's the files that its model.json names. */
import { parseJson } from '../base/json';
import type { Outcome } from '../base/outcome';
import type { OnBytes, ReadFile } from '../download/fetchFile';
import type { GivenBlob } from '../protocol/opening';
import { refusal } from '../words/refusal';

/** Of TensorFlow.js. */
interface ModelJson {
  readonly weightsManifest?: readonly { readonly paths: readonly string[] }[];
}

export type OnFile = (file: string, ...bytes: Parameters<OnBytes>) => void;

/** Refused with `no-address`, and as `ReadFile`. */
export async function fetchModel(
  read: ReadFile,
  address: string,
  onFile: OnFile,
): Promise<Outcome<GivenBlob[]>> {
  if (!URL.canParse(address) || !/^https?:/.test(address))
    return refusal('no-address', { address });
  const model = await fetchFile(read, address, onFile);
  if (!model.ok) return model;
  const files = [model.value];
  for (const path of shardsOf(new Uint8Array(await model.value.blob.arrayBuffer()))) {
    const shard = await fetchFile(read, new URL(path, address).href, onFile, path);
    if (!shard.ok) return shard;
    files.push(shard.value);
  }
  return { ok: true, value: files };
}

async function fetchFile(
  read: ReadFile,
  url: string,
  onFile: OnFile,
  path = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? url),
): Promise<Outcome<GivenBlob>> {
  const file = await read({ url, knownBytes: 0, fresh: false }, (...bytes) =>
    onFile(path, ...bytes),
  );
  return file.ok ? { ok: true, value: { path, blob: new Blob([file.value]) } } : file;
}

function shardsOf(bytes: Uint8Array): readonly string[] {
  if (bytes[0] !== 0x7b) return [];
  const groups = (parseJson(bytes) as ModelJson | undefined)?.weightsManifest;
  if (!Array.isArray(groups)) return [];
  const paths = (groups as readonly { readonly paths?: unknown }[]).flatMap((group) => group.paths);
  return paths.filter((path) => typeof path === 'string');
}
