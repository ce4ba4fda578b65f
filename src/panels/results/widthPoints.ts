/** The smaller networks that lie beside the page. Loaded once the network is there: only building one tells what it costs. */
import type { WidthPoint } from '../../charts/baselines';
import { networkCosts } from '../../model/costs';
import { mobilenetV2 } from '../../model/mobilenetV2';
import type { NetworkConfig } from '../../model/network';
import { denseBytes } from '../../pruning/sparseEncoding';
import { MODELS, type BundledModel } from '../../subject/models';
import { hasWidths, widthAccuracies } from './baselineChoices';

/** The first checkpoint of every width whose accuracy is known; none while there is no width but the dense network's. */
export function* widthPoints(
  dense: NetworkConfig,
  models: readonly BundledModel[] = MODELS,
): Generator<WidthPoint> {
  if (!hasWidths(dense, models)) return;
  for (const [width, top1] of widthAccuracies(models)) {
    const network = mobilenetV2({ ...dense, width, channels: undefined });
    yield { width, macs: networkCosts(network).macs, denseBytes: denseBytes(network), top1 };
  }
}
