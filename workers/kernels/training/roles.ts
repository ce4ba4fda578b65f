/** What a layer's readers make of its output in training: who stores it, and who passes its gradient on. */
import type { Layer } from '../../../src/model/network';

export interface LayerRole {
  /** Whether its output is stored as it is; else its readers normalise and activate what they read. */
  readonly stored: boolean;
  /** Layers that read it or add it, last first. */
  readonly readers: readonly Layer[];
  /** Whether its only reader brings the gradient back through its activation and normalisation too. */
  readonly settledByReader: boolean;
}

/** In the order of the layers. */
export function layerRoles(layers: readonly Layer[]): LayerRole[] {
  return layers.map((layer) => {
    const { index, kind, activation, adds } = layer;
    const readers = layers
      .filter(({ from, adds: sum }) => from === index || sum === index)
      .reverse();
    const added = layers.some((other) => other.adds === index);
    const last = index === layers.length - 1;
    const stored = kind === 'pool' || activation === 'linear' || adds !== null || added || last;
    const settles = readers.length === 1 && ['depthwise', 'pool'].includes(readers[0].kind);
    return { stored, readers, settledByReader: settles && !stored && kind !== 'depthwise' };
  });
}
