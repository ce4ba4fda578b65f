/** Names that a file of the lab says: those of the layers and channel sets in the network that was written into it. */
import { parsedJson } from '../base/json';
import { DESCRIPTION } from '../formats/exportedModel';
import { FileTrouble } from '../formats/fileTrouble';
import type { Texts } from '../formats/graph';
import { labNetwork } from '../formats/labNetwork';
import type { Layer, Network } from '../model/network';
import { describe, networkOf } from '../model/networkOf';

/** The network as it was found; by the file's own names where they are of the same layers, which somebody may have changed. */
export function withSaidNames(found: Network, texts: Texts | undefined): Network {
  const said = saidIn(texts?.get(DESCRIPTION));
  if (!said || !isSame(found, said) || !said.layers.every(isShown)) return found;
  const layers = found.layers.map((layer, i) => ({ ...layer, name: said.layers[i].name }));
  const { sets, ...description } = describe({ ...found, layers, sets: said.sets });
  return networkOf(hasSameSets(found, said) ? { ...description, sets } : description);
}

function saidIn(description: string | undefined): Network | null {
  if (description === undefined) return null;
  try {
    return labNetwork(parsedJson(description));
  } catch (error) {
    if (error instanceof FileTrouble) return null;
    throw error;
  }
}

function isSame(a: Network, b: Network): boolean {
  const structure = ({ layers }: Network) => JSON.stringify(layers.map(structureOf));
  return structure(a) === structure(b);
}

/** But for a depthwise layer of one channel, which is found as a convolution. */
function hasSameSets(a: Network, b: Network): boolean {
  const made = ({ sets }: Network) => sets.map(({ producers }) => producers.join()).sort();
  return made(a).join(';') === made(b).join(';');
}

/** What every format keeps: neither kind nor normalisation of a layer is it. */
function structureOf({ from, adds, kernelSide, inSize, inChannels, outChannels }: Layer) {
  return [from, adds, kernelSide, inSize, inChannels, outChannels];
}

/** Whether a person can be shown its name. */
function isShown({ name }: Layer): boolean {
  return /^[^\p{Cc}\p{Cf}]{1,100}$/u.test(name);
}
