/** A network that answers in whole numbers: the same ones in the kernels and on TF.js. */
import type { Outcome } from '../../src/base/outcome';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { compileInt8Program } from '../kernels/int8/int8Program';
import type { Classifier } from './classifier';
import { Int8Executor } from './int8Executor';
import type { LabKernels } from './labKernels';

/**
 * On TF.js, as float32, where no kernel runs. Refused where the kernels cannot compute the network, or
 * have no memory for it.
 * @param batch images at once, at most
 */
export async function int8Classifier(
  kernels: Outcome<LabKernels>,
  quantised: QuantisedNetwork,
  batch: number,
): Promise<Outcome<Classifier>> {
  const engine = kernels.ok ? await kernels.value.int8() : kernels;
  if (!engine.ok) return { ok: true, value: new Int8Executor(quantised) };
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
