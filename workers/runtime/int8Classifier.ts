/** A network that answers in whole numbers: the same ones in the kernels and in plain JavaScript. */
import type { Outcome } from '../../src/base/outcome';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { compileInt8Program } from '../kernels/int8/int8Program';
import { int8Scores } from '../kernels/reference/int8Network';
import type { Classifier } from './classifier';
import type { LabKernels } from './labKernels';

/**
 * In plain JavaScript, a hundred times as slow, where no kernel runs. Refused where the kernels cannot compute the network, or
 * have no memory for it.
 * @param batch images at once, at most
 */
export async function int8Classifier(
  kernels: Outcome<LabKernels>,
  quantised: QuantisedNetwork,
  batch: number,
): Promise<Outcome<Classifier>> {
  const engine = kernels.ok ? await kernels.value.int8() : kernels;
  if (!engine.ok) return { ok: true, value: scalarClassifier(quantised) };
  const program = compileInt8Program(quantised, batch, engine.value);
  if (!program.ok) return program;
  const { value } = program;
  return {
    ok: true,
    value: {
      network: quantised.network,
      run: (images) => value.run(images),
      dispose: () => value.dispose(),
    },
  };
}

function scalarClassifier(quantised: QuantisedNetwork): Classifier {
  const { network } = quantised;
  const { size, planes } = network.input;
  const pixels = size * size * planes;
  const run = (images: Float32Array) => {
    const scores = new Float32Array((images.length / pixels) * network.classes);
    for (let image = 0; image < images.length / pixels; image++) {
      const own = images.subarray(image * pixels, (image + 1) * pixels);
      scores.set(int8Scores(quantised, own), image * network.classes);
    }
    return scores;
  };
  return { network, run, dispose: () => {} };
}
