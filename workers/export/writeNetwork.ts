/** From a network in the lab's own file to one in another tool's format. */
import type { Outcome } from '../../src/base/outcome';
import { exportFormat } from '../../src/export/exportFormats';
import { parseManifest, readCheckpoint } from '../../src/formats/checkpoint/checkpoint';
import { inlineBytes } from '../../src/formats/checkpoint/inlineWeights';
import type { ExportedModel } from '../../src/formats/exportedModel';
import { decodeInt8 } from '../../src/pruning/int8Encoding';
import type { ExportRequest } from '../../src/protocol/export';
import { refusal } from '../../src/words/refusal';

export async function writeNetwork(request: ExportRequest): Promise<Outcome<Blob>> {
  const model = await exportedModel(request);
  if (!model.ok) return model;
  const write = await exportFormat(request.format).writer();
  return { ok: true, value: new Blob([write(model.value, request.storage)]) };
}

async function exportedModel(request: ExportRequest): Promise<Outcome<ExportedModel>> {
  const { file, name, mean, deviation, framing } = request;
  const manifest = parseManifest(name, new Uint8Array(await file.arrayBuffer()));
  if (!manifest.ok) return manifest;
  const bytes = inlineBytes(manifest.value.weightsManifest[0].paths[0]);
  if (!bytes) return refusal('file-without-weights');
  const read = readCheckpoint(name, manifest.value, bytes);
  if (!read.ok) return read;
  const { network, weights } = read.value;
  const classNames = read.value.classNames ?? placeholders(network.classes);
  const record = JSON.stringify((manifest.value as { study?: unknown }).study ?? null);
  const integers = inlineBytes(String((manifest.value as { int8?: unknown }).int8));
  const quantised = integers && decodeInt8(network, integers);
  if (quantised && !quantised.ok) return quantised;
  return {
    ok: true,
    value: {
      ...{ name, network, weights, classNames, mean, deviation, framing, record },
      ...(quantised && { quantised: quantised.value }),
    },
  };
}

/** Hugging Face's, which readers know as no names. */
function placeholders(classes: number): string[] {
  return Array.from({ length: classes }, (_, i) => `LABEL_${i}`);
}
