import { describe, expect, it } from 'vitest';
import { sharedEnvironments } from '../../src/storage/sharedEnvironments';
import {
  aboutRecord,
  bytesOf,
  EMPTY_TALLY,
  newStudy,
  studyFrom,
  tallied,
} from '../../src/storage/studyRecord';
import { importedPoint } from '../../src/study/measuredPoint';
import { sampleStudy } from '../study/sampleStudy';

const { points } = sampleStudy();
const items = points.map(importedPoint);

/** As a database gives them out: nothing is shared. */
const copies = () => structuredClone(items);

describe('a study as it is kept', () => {
  it('tells of its points without reading them: how many, how large, from where', () => {
    const all = tallied(EMPTY_TALLY, items, []);
    expect(all.points).toBe(items.length);
    expect(all.bytes).toBe(items.reduce((sum, item) => sum + bytesOf(item), 0));
    expect(all.environments).toEqual([points[0].origin.environment]);
    const gone = items.map((item) => ({ bytes: bytesOf(item) }));
    expect(tallied(all, items, gone)).toEqual(all);
    expect(tallied(all, [], gone)).toMatchObject({ points: 0, bytes: 0 });
  });

  it('counts answers and their probabilities with its bytes', () => {
    const afterCutting = new Uint16Array(500);
    const confidences = { afterCutting: new Float32Array(500), afterRepair: null };
    const answered = { ...items[0], answers: { afterCutting, afterRepair: null, confidences } };
    expect(bytesOf(answered) - bytesOf(items[0])).toBe(500 * (2 + 4));
  });

  it('is the same study after it was handed on, under an id of its own', () => {
    const now = '2026-01-02T03:04:05.000Z';
    const study = { ...newStudy('a', 'model', now), name: 'n', question: 'q', notes: 'm' };
    const handed = studyFrom(aboutRecord(study, [], null), 'b', 'model', now);
    expect(handed).toEqual({ ...study, id: 'b' });
  });

  it('says each spoiled window once, though all points of its network have it', () => {
    const window = { seconds: 1, inferences: 1, meanW: 1, idleW: 1, idleDriftShare: 0 };
    const rest = { idleVolts: 5, meanVolts: 5, lowestVolts: 5, samples: 9, coveredShare: 1 };
    const windows = [null, 'drift'].map((spoiled) => ({
      ...{ ...window, ...rest, latencyDrift: 1, spoiled },
    }));
    const joules = { mean: 1, low: 1, high: 1 };
    const energy = {
      ...{ source: 'measured' as const, meter: 'm', windows },
      perInferenceJ: { gross: joules, aboveIdle: joules },
    };
    const metered = points.slice(0, 2).map((point) => ({ ...point, energy }));
    const { spoiled } = aboutRecord(newStudy('a', 'model', ''), metered as never, null);
    expect(spoiled).toMatchObject([{ reason: 'drift', plan: points[0].plan }]);
  });
});

describe('points as they come from the storage', () => {
  it('share what is equal, and nothing else', () => {
    const other = structuredClone(items[0]);
    const elsewhere = { ...other.point.origin.environment, workers: 99 };
    const foreign = {
      ...other,
      point: { ...other.point, origin: { ...other.point.origin, environment: elsewhere } },
    };
    const shared = sharedEnvironments([...copies(), foreign]);
    expect(shared).toEqual([...items, foreign]);
    const environments = new Set(shared.map(({ point }) => point.origin!.environment));
    expect(environments.size).toBe(2);
  });
});
