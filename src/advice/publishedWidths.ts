/** Where no smaller network lies beside the page: what others reported of networks that were trained small. */
import { methodOf } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { isDense } from '../pruning/repairs';
import { LITERATURE } from '../study/literature';
import type { Advice } from './advice';

export interface PublishedWidth {
  readonly source: string;
  /** Accuracy that it gives away to its own dense network, as a share, at the same multiplications. */
  readonly loss: number;
  /** Multiplications that are left of it, as a share. */
  readonly macs: number;
}

/** Of the full width too, which gives away nothing; by descending work. */
const WIDTHS = LITERATURE.filter(({ method, macsShare }) => macsShare && /^width /.test(method))
  .map(({ source, denseTop1, top1, macsShare }) => ({
    ...{ source, macs: macsShare!, loss: (denseTop1 - top1) / 100 },
  }))
  .sort((a, b) => b.macs - a.macs);

/**
 * A dense network as small as the recommended one, where that lost channels and more accuracy; null where it did not.
 * Of other data: a hint.
 */
export function publishedAnswer({ recommended, known }: Advice): PublishedWidth | null {
  const dense = known.find(({ point }) => isDense(point.plan))?.point;
  if (!recommended || !dense || !removesChannels(recommended.point.plan)) return null;
  const macs = recommended.point.macs / dense.macs;
  const published = widthAt(macs);
  const loss = recommended.quantities.loss?.value ?? 0;
  return published && published.loss < loss ? published : null;
}

function removesChannels({ method, level }: Plan): boolean {
  return level > 0 && methodOf(method).criterion.kind === 'channels';
}

/** On the line between two of them; null for smaller ones than were published. */
function widthAt(macs: number): PublishedWidth | null {
  const all = [{ source: WIDTHS[0].source, macs: 1, loss: 0 }, ...WIDTHS];
  const at = all.findIndex((width) => width.macs <= macs);
  if (at < 0 || macs > 1) return null;
  const [from, to] = [all[Math.max(0, at - 1)], all[at]];
  const way = from === to ? 0 : (from.macs - macs) / (from.macs - to.macs);
  return { source: to.source, macs, loss: from.loss + way * (to.loss - from.loss) };
}
