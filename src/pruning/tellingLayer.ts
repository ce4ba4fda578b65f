/** Which layer shows best what a plan does. */
import type { Layer, Network } from '../model/network';
import type { PlannedFigures } from './plannedFigures';

/** Bars that can still be told apart, and few enough that one sees them go. */
const [FEWEST, MOST] = [12, 160];

/**
 * Of layers with a middling number of channels the one that is cut about as deep as is asked for: half of it gone shows
 * more than nothing, or all. Null where the plan cuts no pointwise layer.
 * @param cuts whole channels, or single weights
 * @param level of the plan
 */
export function tellingLayer(
  dense: Network,
  planned: Planned,
  cuts: 'channels' | 'weights',
  level: number,
): Layer | null {
  const shareGone = cuts === 'channels' ? channelsGone : weightsGone;
  const cut = dense.layers
    .filter(({ kind }) => kind === 'pointwise')
    .map((layer) => ({ layer, gone: shareGone(layer, planned) }))
    .filter(({ gone }) => gone > 0);
  const middling = cut.filter(
    ({ layer }) => layer.outChannels >= FEWEST && layer.outChannels <= MOST,
  );
  const miss = ({ gone }: { gone: number }) => Math.abs(gone - level);
  const [best] = (middling.length > 0 ? middling : cut).sort((a, b) => miss(a) - miss(b));
  return best?.layer ?? null;
}

type Planned = Pick<PlannedFigures, 'network' | 'layers'>;

function channelsGone({ index, outChannels }: Layer, { network }: Planned): number {
  return 1 - network.layers[index].outChannels / outChannels;
}

function weightsGone({ index, inChannels, outChannels }: Layer, { layers }: Planned): number {
  return 1 - layers[index].nonZeros / (inChannels * outChannels);
}
