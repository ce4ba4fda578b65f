/** Dense networks of other widths that lie beside the page, as advice asks for them. */
import type { SmallerNetwork } from '../../advice/smallerNetworks';
import { mobilenetV2 } from '../../model/mobilenetV2';
import type { NetworkConfig } from '../../model/network';
import { denseBytes } from '../../pruning/sparseEncoding';
import { MODELS, type BundledModel } from '../../subject/models';
import { inWords } from '../../words/inWords';

/** Empty where the network that is pruned is none of them, or no page was told its accuracy. */
export function smallerHere(
  pruned: { readonly id: string; readonly dataset: string | null },
  config: NetworkConfig | null,
  models: readonly BundledModel[] = MODELS,
): SmallerNetwork[] {
  const own = models.find(({ id }) => id === pruned.id);
  if (!config || own?.top1 === undefined || own.dataset !== pruned.dataset) return [];
  const { top1: ownTop1 } = own;
  return models.flatMap((model) => {
    const { width, top1, dataset } = model;
    if (top1 === undefined || dataset !== own.dataset || width >= own.width) return [];
    const network = mobilenetV2({ ...config, width, channels: undefined });
    const name = inWords('models', model).label;
    return [{ name, bytes: denseBytes(network), loss: (ownTop1 - top1) / 100 }];
  });
}
