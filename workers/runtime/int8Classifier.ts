/** A network that answers in whole numbers: the same ones in the kernels, on any number of threads, and on TF.js. */
import type { Outcome } from '../../src/base/outcome';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { compileInt8Program } from '../kernels/int8/int8Program';
import type { Classifier } from './classifier';
import { Int8Executor } from './int8Executor';
import type { LabKernels } from './labKernels';
import { ProgramClassifier } from './programClassifier';

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
  return { ok: true, value: new ProgramClassifier(quantised.network, program.value) };
}

/** One image at a time by several threads. Refused as `LabThreads`, as the int8 kernels, and where there is no memory. */
export async function threadedInt8Classifier(
  { threads }: LabKernels,
  quantised: QuantisedNetwork,
  count: number,
): Promise<Outcome<Classifier>> {
  const started = await threads.ofInt8(count);
  if (!started.ok) return started;
  const { int8, team } = started.value;
  if (!int8.ok) return int8;
  const program = compileInt8Program(quantised, 1, int8.value, { team, threads: count });
  if (!program.ok) return program;
  return { ok: true, value: new ProgramClassifier(quantised.network, program.value, team) };
}
