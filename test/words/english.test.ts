/** English sentences that are made of parts: their order, plurals and punctuation. */
import { describe, expect, it } from 'vitest';
import { words as english } from '../../src/words/words';
import { points } from '../../src/words/numbers';

describe('a measured point', () => {
  const point = {
    ...{ plan: 'Magnitude, global 80 %', right: '92.80 %', repaired: true, images: '1,000' },
    ...{ points: null, mayBeChance: false, bytes: '2.10 MB' },
  };

  it('is announced in one sentence', () => {
    expect(english.shell.announcement(point)).toBe(
      'Magnitude, global 80 %: 92.80 % right after repair, of 1,000 images; 2.10 MB encoded.',
    );
    expect(english.shell.announcement({ ...point, repaired: false })).toContain(
      ': 92.80 % right after cutting, of 1,000 images;',
    );
  });

  it.each([
    [{ points: -2.5 }, ', 2.50 points below dense;'],
    [{ points: 2.5 }, ', 2.50 points above dense;'],
    [{ points: -0.4, mayBeChance: true }, ', 0.40 points below dense, which may be chance;'],
  ])('is held against the dense network: %j', (fields, words) => {
    expect(english.shell.announcement({ ...point, ...fields })).toContain(words);
  });
});

it('a training tells its workers where it has not all of them', () => {
  const now = { step: 1200, loss: 0.51234, secondsLeft: 12.2, workers: 1, allWorkers: 1 };
  expect(english.plan.trainingNow(now)).toBe('step 1,200, loss 0.512, 13 s left');
  expect(english.plan.trainingNow({ ...now, allWorkers: 4 })).toBe(
    'step 1,200, loss 0.512, 13 s left, in 1 of 4 workers',
  );
});

it('a search tells its time left once it can', () => {
  expect(english.allocate.progress(0, 0, null)).toBe('0 of …');
  expect(english.allocate.round(3, 4, 12, 65)).toBe('Round 3: 4 of 12 cuts tried, 1 min 5 s left');
});

it('a page that is not isolated says what its training loses, where it loses', () => {
  const { detail } = english.shell.badges.notIsolated;
  expect(detail(1)).toMatch(/timed to 100 µs only\. Serve the page with Cross-Origin/);
  expect(detail(4)).toContain('100 µs only, and training runs in 1 of 4 workers. Serve');
});

describe('what to expect of a plan', () => {
  const say = english.plan.verdict;

  it('promises a masked network bytes, and no speed on a dense runtime', () => {
    expect(say.masked(0.64)).toBe(
      'Dense runtime: masked weights will not run faster; 36 % fewer bytes when sparse-encoded.',
    );
    expect(say.masked(1.02)).toContain('2 % more bytes');
    expect(say.skipped(0.5, 0.64)).toBe(
      'Sparse runtime: zeros are skipped, 50 % fewer multiplications; 36 % fewer bytes when sparse-encoded.',
    );
  });

  it('gives removed channels a speed-up, and warns of sizes that do not fill vectors', () => {
    const removed = { macs: 0.4, bytes: 0.5, speedUp: [2.1, 2.4], oddSets: 0, lanes: 4 } as const;
    expect(say.removed(removed)).toBe(
      'Channels are really removed: 60 % fewer multiplications, 50 % fewer bytes; expect 2.1 to 2.4× the speed.',
    );
    expect(say.removed({ ...removed, speedUp: [1.01, 1.04] })).toContain('expect about 1.0×');
    expect(say.removed({ ...removed, oddSets: 1 })).toMatch(
      / the speed\. 1 channel set has a size that is no multiple of 4, which can run slower; rounding avoids it\.$/,
    );
    expect(say.removed({ ...removed, oddSets: 3 })).toContain(' 3 channel sets have a size');
  });
});

describe('what was measured', () => {
  const { results, figures, network } = english;

  it('keeps its plurals', () => {
    expect(results.files.imported(0, [])).toBe('no point was taken.');
    expect(results.files.imported(1, ['a Pi'])).toBe('1 point, measured on a Pi.');
    expect(results.files.imported(12, ['a Pi', 'a desktop'])).toBe(
      '12 points, measured on a Pi; and on a desktop.',
    );
    expect(english.environments.cores(1)).toBe('1 core');
    expect(english.environments.cores(4)).toBe('4 cores');
  });

  it('is no surer than its test', () => {
    expect(results.compare.probability(0.00009)).toBe('p < 0.0001');
    expect(results.compare.probability(0.0123456)).toBe('p = 0.0123');
  });

  it('names the kernel of a layer once it is known', () => {
    const layer = { name: 'block_1/expand', before: 2304, after: 1152 };
    expect(network.bars.spoken(layer, null)).toBe('block_1/expand: 1,152 of 2,304 left');
    expect(network.bars.spoken(layer, 'sparse')).toMatch(/ left, sparse$/);
    expect(network.bars.shown(layer, network.bars.channels(16, 48), 'sparse')).toBe(
      '*block_1/expand* 16 → 48 channels, 1,152 of 2,304 left (50.0 %), computed by `sparse`',
    );
  });

  it('is timed against the dense network where that was timed beside it', () => {
    const latency = { p25: 1, p75: 1.254, p95: 2, runs: 30 };
    expect(figures.timing(null, latency)).toBe('IQR 1.00–1.25, p95 2.00 ms, 30 runs');
    expect(figures.timing('half', latency)).toBe('half, IQR 1.00–1.25, p95 2.00 ms, 30 runs');
  });
});

describe('a chart', () => {
  const { point, notices, caption, baselines } = english.charts;

  it('never draws a value that was not measured without saying so', () => {
    const joules = point.interval('6.67', 'mJ', '4.97', '7.54');
    expect(point.sources.measured(joules)).toBe('6.67 mJ (4.97–7.54)');
    expect(point.sources.estimated(joules)).toBe('6.67 mJ (4.97–7.54), estimated');
    expect(point.disturbed(point.sources.simulated(joules))).toMatch(/, simulated, disturbed$/);
    const meter = { disturbed: false, meter: 'POWER-Z', cores: null };
    expect(caption.metered({ ...meter, simulated: true })).toBe(
      'energy simulated, not measured: POWER-Z',
    );
    expect(caption.metered({ ...meter, simulated: false, disturbed: true, cores: 4 })).toBe(
      'energy measured, disturbed: POWER-Z, 4 busy',
    );
  });

  it('says what its points do not have in common', () => {
    expect(notices.list([notices.drift(25), notices.images(500, 2000)])).toBe(
      'dense moved by 25 %: compare by latency ÷ dense; points of 500 to 2000 images',
    );
    expect(caption.images([500, 2000], ['Fashion-MNIST'])).toBe(
      'first 500, first 2000 test images of Fashion-MNIST',
    );
  });

  it('tells points as a sentence', () => {
    const rows = [['After repair', point.accuracy(0.933, 0.921, 0.943)]] as const;
    expect(point.spoken('FPGM 50 %', rows)).toBe('FPGM 50 %. After repair: 93.30 % (92.1–94.3).');
    expect(baselines.published('AMC', -0.95, 'a paper')).toContain('AMC: −0.95 points on ImageNet');
  });
});

describe('comparisons', () => {
  const { comparisons } = english;
  const half = { ratio: 0.5, low: 0.47, high: 0.54 };
  const narrow = { ratio: 0.9876, low: 0.981, high: 0.994 };
  const better = { difference: 0.025, low: 0.013, high: 0.038 };

  it('never leave out the interval, nor that it may be chance', () => {
    expect(comparisons.ratioToDense(half, false)).toBe('0.50 × dense (0.47–0.54)');
    expect(comparisons.ratioToFirst(half, true)).toBe(
      '0.50 × the first (0.47–0.54), may be chance',
    );
    expect(comparisons.ratioToDense(narrow, false)).toBe('0.988 × dense (0.981–0.994)');
    expect(comparisons.ratio(half)).toBe('0.50 (0.47–0.54)');
    expect(comparisons.difference(better)).toBe('+2.50 (+1.30 to +3.80)');
    expect(comparisons.twoPoints(better)).toBe('+2.50 points (+1.30 to +3.80)');
    expect(comparisons.differenceInPoints(better, true)).toBe(
      '+2.50 (+1.30 to +3.80) points, may be chance',
    );
    expect(comparisons.againstDense(better, 1000, false)).toBe(
      '+2.50 points (+1.30 to +3.80) against dense on the same 1000 images',
    );
    expect(comparisons.againstDense(better, 500, true)).toMatch(/500 images, may be chance$/);
    expect([points(-0.0123), points(0), points(-0.00001)]).toEqual(['−1.23', '±0.00', '±0.00']);
  });

  it('tell both ends of a drift', () => {
    expect(comparisons.drift({ runtime: 'TF.js', fastest: 1.8, slowest: 3.4 })).toMatch(
      /took 1\.80 to 3\.40 ms on TF\.js, 89 % apart.*ratio to dense/,
    );
  });
});
