import type { ExportedModel } from '../../src/formats/exportedModel';
import type { CompactNetwork } from '../../src/pruning/surgery';

/** A network as our writers of other tools' formats want it, with nothing said beside it. */
export function exportedRival({ network, weights }: CompactNetwork): ExportedModel {
  const said = {
    name: 'Rival',
    classNames: [],
    mean: [],
    deviation: [],
    framing: '',
    record: '{}',
  };
  return { network, weights, ...said };
}
