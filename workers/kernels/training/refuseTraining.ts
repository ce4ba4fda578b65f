import { refusal, type Refusal } from '../../../src/base/outcome';
import type { Layer, Network } from '../../../src/model/network';
import { refuseNetwork } from '../inference/refuseNetwork';

/**
 * Null where the training kernels compute the network both ways: all but the classifier is normalised, and only
 * projections are linear. Refused with `unsupported-layer`.
 */
export function refuseTraining(network: Network): Refusal | null {
  const strange = network.layers.find((layer) => !trains(layer)) ?? null;
  if (!strange) return refuseNetwork(network) ?? refusePlanes(network);
  const what = `${strange.name}, ${strange.kind} with ${strange.activation} outputs`;
  return refusal('unsupported-layer', `The lab's kernels cannot train ${what}.`);
}

function refusePlanes({ input }: Network): Refusal | null {
  if (input.planes === 3) return null;
  const what = `images of ${input.planes} planes`;
  return refusal('unsupported-layer', `The lab's kernels cannot train on ${what}, only of 3.`);
}

function trains({ kind, activation, adds, epsilon }: Layer): boolean {
  switch (kind) {
    case 'convolution':
    case 'depthwise':
      return activation === 'relu6' && epsilon !== null;
    case 'pointwise':
      return (
        epsilon !== null && activation !== 'relu' && (adds === null || activation === 'linear')
      );
    case 'pool':
    case 'dense':
      return true;
  }
}
