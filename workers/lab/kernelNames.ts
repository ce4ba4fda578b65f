/** Which of the lab's kernels compute a network, layer by layer. */
import type { Outcome } from '../../src/base/outcome';
import { hasWeights } from '../../src/model/costs';
import type { Layer } from '../../src/model/network';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { layerKernels } from '../kernels/inference/layerKernels';
import { compileInt8Program } from '../kernels/int8/int8Program';
import type { LabKernels } from '../runtime/labKernels';

/** One image at a time, of the layers that have weights; null where the kernels cannot compute the network. */
export async function kernelNames(
  network: CompactNetwork,
  kernels: Outcome<LabKernels>,
): Promise<string[] | null> {
  if (!kernels.ok) return null;
  const layers = await layersOf(network, kernels.value);
  return layers?.filter(({ layer }) => hasWeights(layer)).map(({ kernel }) => kernel) ?? null;
}

type NamedLayer = { readonly layer: Layer; readonly kernel: string };

/** Int8 kernels are chosen while a program is built: for the engine's way to multiply, and by the quads that are empty. */
async function layersOf(
  { network, weights, stored }: CompactNetwork,
  { int8, tiles }: LabKernels,
): Promise<readonly NamedLayer[] | null> {
  if (stored?.precision !== 'int8') {
    const layers = layerKernels(network, weights, 1, tiles());
    return layers.ok ? layers.value : null;
  }
  const engine = await int8();
  const program = engine.ok ? compileInt8Program(stored.quantised, 1, engine.value) : engine;
  if (!program.ok) return null;
  program.value.dispose();
  return program.value.layers;
}
