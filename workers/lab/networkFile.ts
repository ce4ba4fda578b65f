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
import type { CompactNetwork } from '../../src/pruning/surgery';
import { nameOf, sameBundle, type Bundle } from '../../src/subject/bundle';
import type { Study } from '../../src/study/point';
import { pointContradiction } from '../../src/study/pointContradiction';
import { formatStudy, parseStudy } from '../../src/study/studyJson';

export interface NetworkFile extends CompactNetwork {
  readonly study: Study;
}

/** Every value keeps its 32 bits. @param study of the network's own point alone */
export function writeNetworkFile(
  { network, weights, study }: NetworkFile,
  { classNames, preprocessing }: Pick<ManifestRequest, 'classNames' | 'preprocessing'>,
): Blob {
  const path = inlinePath(weightsFile(network, weights, 'float32'));
  const named = { classNames, preprocessing };
  const manifest = manifestOf({ network, weights, ...named, storage: 'float32', path });
  const file = { study: JSON.parse(formatStudy(study)), ...manifest };
  return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' });
}

/**
 * Refused with `file-…` where the file holds no network of this model, and as `readCheckpoint` and `parseStudy`
 * refuse its parts.
 * @param model the dense one that the network has to come from
 */
export async function readNetworkFile(
  file: Blob,
  model: Bundle,
): Promise<Outcome<NetworkFile & Checkpoint>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const manifest = parseManifest('this file', bytes);
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
  const read = readCheckpoint('this file', manifest.value, weights);
  return read.ok ? { ok: true, value: { ...read.value, study: study.value } } : read;
}
