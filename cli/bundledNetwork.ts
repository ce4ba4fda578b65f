/** The network of a bundled checkpoint; its weights are not read. */
import { readFileSync } from 'node:fs';
import { parseManifest } from '../src/formats/checkpoint/checkpoint';
import { networkOfModel } from '../src/formats/checkpoint/model';
import type { Network } from '../src/model/network';
import { orThrow } from './orThrow';

/** @param model id of a row of `MODELS`. @throws Error that says what is wrong with its files */
export function bundledNetwork(model: string): Network {
  const name = `public/models/${model}/manifest.json`;
  const manifest = parseManifest(name, readFileSync(new URL(`../${name}`, import.meta.url)));
  return networkOfModel(orThrow(manifest).model);
}
