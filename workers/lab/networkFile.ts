/**
 * A network in one file: the manifest of a checkpoint with its weights inside, and under `study` how it was made, as a
 * study of one point. As manifest.json of a folder under public/models it is a checkpoint like any other.
 */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import {
  parseManifest,
  readCheckpoint,
  type Checkpoint,
} from '../../src/formats/checkpoint/checkpoint';
import { inlineBytes, inlinePath } from '../../src/formats/checkpoint/inlineWeights';
import {
  manifestOf,
  weightsFile,
  type ManifestRequest,
} from '../../src/formats/checkpoint/manifest';
import type { Network } from '../../src/model/network';
import { decodeInt8, encodeInt8 } from '../../src/pruning/int8Encoding';
import type { Plan } from '../../src/pruning/plan';
import { precisionOf } from '../../src/pruning/repairs';
import type { CompactNetwork, Stored } from '../../src/pruning/surgery';
import { nameOf, sameBundle, type Bundle } from '../../src/subject/bundle';
import type { Study } from '../../src/study/point';
import { pointContradiction } from '../../src/study/pointContradiction';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';

export interface NetworkFile extends CompactNetwork {
  readonly study: Study;
}

/** Every value keeps its 32 bits; under `int8` stand the integers, where they run. @param study of the network's own point alone */
export function writeNetworkFile(
  { network, weights, stored, study }: NetworkFile,
  { classNames, preprocessing }: Pick<ManifestRequest, 'classNames' | 'preprocessing'>,
): Blob {
  const path = inlinePath(weightsFile(network, weights, 'float32'));
  const named = { classNames, preprocessing };
  const manifest = manifestOf({ network, weights, ...named, storage: 'float32', path });
  const integers = stored?.precision === 'int8' ? encodeInt8(stored.quantised) : null;
  const int8 = integers && { int8: inlinePath(integers) };
  const file = { study: JSON.parse(formatStudy(study)), ...int8, ...manifest };
  return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' });
}

/** In the place of a name where the page keeps the file without one. */
const KEPT = 'network.json';

/**
 * Refused with `file-…` where the file holds no network of this model, and as `readCheckpoint` and `parseStudy`
 * refuse its parts.
 * @param model the dense one that the network has to come from
 */
export async function readNetworkFile(
  file: Blob,
  model: Bundle,
): Promise<Outcome<NetworkFile & Checkpoint>> {
  const name = file instanceof File ? file.name : KEPT;
  const manifest = parseManifest(name, new Uint8Array(await file.arrayBuffer()));
  if (!manifest.ok) return manifest;
  const study = parseStudy(JSON.stringify((manifest.value as { study?: unknown }).study ?? null));
  if (!study.ok) return study;
  const { points } = study.value;
  if (points.length !== 1) {
    return refusal('file-of-points', { points: points.length });
  }
  const made = points[0].origin.environment.model;
  if (!sameBundle(made, model)) {
    return refusal('file-of-model', { made: nameOf(made), shown: nameOf(model) });
  }
  const cause = pointContradiction(points[0]);
  if (cause) return refusal('file-contradiction', { cause });
  const weights = inlineBytes(manifest.value.weightsManifest[0].paths[0]);
  if (!weights) return refusal('file-without-weights');
  const read = readCheckpoint(name, manifest.value, weights);
  if (!read.ok) return read;
  const stored = storedIn(manifest.value, points[0].plan, read.value.network);
  return stored.ok
    ? { ok: true, value: { ...read.value, stored: stored.value, study: study.value } }
    : stored;
}

function storedIn(manifest: object, plan: Plan, network: Network): Outcome<Stored | undefined> {
  const precision = precisionOf(plan);
  if (precision !== 'int8')
    return { ok: true, value: precision === 'float16' ? { precision } : undefined };
  const bytes = inlineBytes(String((manifest as { int8?: unknown }).int8));
  if (!bytes) return refusal('file-without-weights');
  const quantised = decodeInt8(network, bytes);
  return quantised.ok ? { ok: true, value: { precision, quantised: quantised.value } } : quantised;
}
