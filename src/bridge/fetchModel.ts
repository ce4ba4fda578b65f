/** A network by its address: its file, and of TensorFlow.js's the files that its model.json names. */
import { parseJson } from '../base/json';
import type { Outcome } from '../base/outcome';
import type { OnBytes } from '../download/fetchFile';
import type { ReadAddress } from '../download/resumedFile';
import type { GivenBlob } from '../protocol/opening';
import { refusal } from '../words/refusal';

/** Of TensorFlow.js. */
interface ModelJson {
  readonly weightsManifest?: readonly { readonly paths: readonly string[] }[];
}

export type OnFile = (file: string, ...bytes: Parameters<OnBytes>) => void;

/** Refused with `no-address`, and as `ReadAddress`. */
export async function fetchModel(
  read: ReadAddress,
  address: string,
  onFile: OnFile,
  signal: AbortSignal,
): Promise<Outcome<GivenBlob[]>> {
  if (!isAddress(address)) return refusal('no-address', { address });
  const fetchFile = async (url: string, path = fileName(url)): Promise<Outcome<GivenBlob>> => {
    const file = await read(url, (...bytes) => onFile(path, ...bytes), signal);
    return file.ok ? { ok: true, value: { path, blob: file.value } } : file;
  };
  const model = await fetchFile(address);
  if (!model.ok) return model;
  const files = [model.value];
  for (const path of await shardsOf(model.value.blob)) {
    const shard = await fetchFile(new URL(path, address).href, path);
    if (!shard.ok) return shard;
    files.push(shard.value);
  }
  return { ok: true, value: files };
}

export function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text);
}

/** The last part of its path, as a person would read it. */
export function fileName(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1);
  try {
    return decodeURIComponent(last || url);
  } catch {
    // A stray per cent.
    return last!;
  }
}

async function shardsOf(file: Blob): Promise<readonly string[]> {
  if ((await file.slice(0, 1).text()) !== '{') return [];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const groups = (parseJson(bytes) as ModelJson | undefined)?.weightsManifest;
  if (!Array.isArray(groups)) return [];
  const paths = (groups as readonly { readonly paths?: unknown }[]).flatMap((group) => group.paths);
  return paths.filter((path) => typeof path === 'string');
}
