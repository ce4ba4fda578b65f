/** What a plan is judged by beside its right answers: how large, how fast, how many joules. */
import type { PlannedFigures } from '../../pruning/plannedFigures';
import type { RuntimeId } from '../../study/runtimes';
import { energyRatio } from '../../study/energyRatio';
import { mayBeEqual } from '../../study/latencyRatio';
import type { Expected } from '../../study/expected';
import type { OperatingPoint } from '../../study/point';
import { bytes, change, milliseconds } from '../../words/numbers';
import { words } from '../../words/words';
import { energyDetail, energyText } from '../energy/joules';

const say = words.explore;

export interface OutcomeTile {
  readonly id: 'size' | 'speed' | 'energy';
  readonly name: string;
  /** Null while it is not known. */
  readonly value: string | null;
  /** Neither counted nor measured here. */
  readonly guess: boolean;
  /** Against the dense network. */
  readonly against: string;
  /** Of the dense network's, for a bar; null where that is not known. */
  readonly share: number | null;
  readonly detail: string;
}

interface Sources {
  readonly planned: PlannedFigures | null;
  readonly plannedDense: PlannedFigures | null;
  /** The plan's own point, its joules estimated where no meter was there. */
  readonly measured: OperatingPoint | null;
  readonly dense: OperatingPoint | null;
  readonly expected: Expected | null;
  readonly runtime: RuntimeId;
}

export function outcomeTiles(sources: Sources): OutcomeTile[] {
  return [sizeTile(sources), speedTile(sources), energyTile(sources)];
}

function sizeTile({ planned, plannedDense }: Sources): OutcomeTile {
  const own = { id: 'size', name: say.size, guess: false, detail: say.sizeDetail } as const;
  if (!planned || !plannedDense) return { ...own, value: null, against: '', share: null };
  const { encodedBytes } = planned;
  const { denseBytes } = plannedDense;
  return {
    ...own,
    value: bytes(encodedBytes),
    against: say.ofDense(change(encodedBytes, denseBytes), bytes(denseBytes)),
    share: encodedBytes / denseBytes,
  };
}

function speedTile({ measured, dense, expected, runtime }: Sources): OutcomeTile {
  const own = { id: 'speed', name: say.speed, detail: say.speedDetail } as const;
  const timed = measured?.latencyMs[runtime];
  if (timed) {
    const ratio = timed.vsDense?.ratio ?? null;
    const equal = timed.vsDense !== undefined && mayBeEqual(timed.vsDense);
    const against = ratio === null ? '' : equal ? say.asFast : say.timesAsFast(1 / ratio);
    return { ...own, value: milliseconds(timed.median), guess: false, against, share: ratio };
  }
  const denseMs = dense?.latencyMs[runtime]?.median;
  const ratio = expected?.latencyRatio ?? null;
  if (ratio === null || denseMs === undefined)
    return { ...own, value: null, guess: true, against: say.letGo, share: null };
  const value = say.about(milliseconds(ratio * denseMs));
  return { ...own, value, guess: true, against: say.timesAsFast(1 / ratio), share: ratio };
}

function energyTile({ measured, dense, runtime }: Sources): OutcomeTile {
  const own = { id: 'energy', name: say.energy } as const;
  const energy = measured?.energy ?? null;
  if (!energy)
    return { ...own, value: null, guess: true, against: say.letGo, share: null, detail: '' };
  const estimated = energy.source === 'estimated';
  // An estimate is a latency under another name: it is compared as that is, in the same rounds.
  const share = estimated
    ? (measured!.latencyMs[runtime]?.vsDense?.ratio ?? null)
    : dense?.energy && (energyRatio(energy, dense.energy, 'gross')?.mean ?? null);
  return {
    ...own,
    value: energyText(energy, 'gross'),
    guess: energy.source !== 'measured',
    against: share == null ? '' : say.ofDenseShare(change(share, 1)),
    share: share ?? null,
    detail: energyDetail(energy),
  };
}
