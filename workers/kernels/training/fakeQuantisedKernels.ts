import type { Network } from '../../../src/model/network';
import { fakeQuantise } from '../../../src/quantisation/fakeQuantise';
import type { TrainingParameters } from './parameters';

/**
 * Lends a training step the kernels that its int8 network will have. What is learnt goes to those that they are rounded
 * from: steps far smaller than the rounding add up there until a weight moves on.
 */
export class FakeQuantisedKernels {
  private readonly network: Network;
  private readonly values: TrainingParameters;
  private readonly originals: Float32Array;

  constructor(network: Network, values: TrainingParameters) {
    this.network = network;
    this.values = values;
    this.originals = new Float32Array(values.kernelCount);
  }

  /** @param work reads the kernels; it does not change them */
  during<T>(work: () => T): T {
    const { values, originals } = this;
    originals.set(values.block('weights').subarray(0, originals.length));
    for (const { index, outChannels } of this.network.layers)
      fakeQuantise(values.kernel(index), outChannels);
    try {
      return work();
    } finally {
      values.block('weights').set(originals);
    }
  }
}
