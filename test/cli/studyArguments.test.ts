import { describe, expect, it } from 'vitest';
import { parseStudyArguments, studyHelp, type StudyArguments } from '../../cli/studyArguments';
import { METHODS } from '../../src/pruning/methods';
import { REPAIRS } from '../../src/pruning/repairs';

describe('arguments of npm run study', () => {
  it('default to the study of the page', () => {
    expect(parseStudyArguments([])).toMatchObject({
      methods: ['magnitude-global', 'magnitude-layer', 'l1-norm', 'fpgm'],
      levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      images: 2000,
      repair: [{ kind: 'recalibrate', images: 500 }],
      scope: 'inner',
      rounding: 1,
      ranking: undefined,
      energy: { source: 'none', file: null, choice: {} },
    });
  });

  it('are read', () => {
    const text =
      '--methods l1-norm,apoz --levels 0,0.25 --images 500 --repair least-squares=9+finetune=60s --schedule agp --scope all --rounding 8 ' +
      '--ranking global-macs --seed 7 --runtime tfjs --workers 2 --energy simulated --energy-window 4 --energy-repeats 2 --energy-minutes 5 --energy-cores all --out here';
    expect(parseStudyArguments(text.split(' '))).toEqual({
      model: 'mobilenetv2-1.0-fashion-mnist',
      methods: ['l1-norm', 'apoz'],
      levels: [0, 0.25],
      images: 500,
      repair: [
        { kind: 'least-squares', images: 9 },
        { kind: 'finetune', budget: { unit: 'seconds', amount: 60 } },
      ],
      schedule: 'agp',
      scope: 'all',
      rounding: 8,
      ranking: 'global-macs',
      seed: 7,
      runtime: 'tfjs',
      workers: 2,
      energy: {
        source: 'simulated',
        file: null,
        choice: { windowSeconds: 4, repeats: 2, budgetMinutes: 5, cores: 'all' },
      },
      out: 'here',
    });
  });

  it('leave sets or layers out, or give them ratios of their own', () => {
    const read = (...text: string[]) =>
      (parseStudyArguments(['--methods', 'l1-norm,lamp', ...text]) as StudyArguments).ratios;
    expect(read('--leave-out', 'inner 1, block_1/expand', '--ratios', 'inner 3=0.25')).toEqual({
      'inner 1': 0,
      'block_1/expand': 0,
      'inner 3': 0.25,
    });
    expect(read()).toBeUndefined();
    expect(() => read('--leave-out', 'inner 99')).toThrow(
      /invalid --leave-out: inner 99 .*inner 1,/,
    );
    expect(() => read('--leave-out', 'stem')).toThrow(/invalid --leave-out: stem/);
    expect(() => read('--ratios', 'inner 3=1')).toThrow(/invalid level: 1 /);
    expect(() => read('--ratios', 'inner 3')).toThrow(/inner 3; write NAME=NUMBER/);
    expect(() => read('--leave-out', 'head', '--ratios', 'head=0.5')).toThrow(/two ratios of head/);
  });

  it('name the recording of a meter', () => {
    const { energy } = parseStudyArguments(['--energy', 'replay:my/um25c.bin']) as StudyArguments;
    expect(energy).toEqual({ source: 'replay', file: 'my/um25c.bin', choice: {} });
  });

  it.each([
    ['--methods', 'l3-norm', /invalid --methods: l3-norm/],
    ['--levels', '1', /invalid level: 1 /],
    ['--levels', 'NaN', /invalid level: NaN/],
    ['--levels', '-0.1', /-0.1/],
    ['--images', '99', /invalid --images: 99 \(choose from 500/],
    ['--repair', 'glue', /glue/],
    ['--schedule', 'slow', /invalid --schedule: slow \(choose from one-shot/],
    ['--scope', 'outer', /outer.*inner/],
    ['--rounding', '3', /invalid --rounding: 3/],
    ['--ranking', 'best', /best.*global-macs/],
    ['--seed', '-1', /-1/],
    ['--runtime', 'onnx', /invalid --runtime: onnx \(choose from tfjs, kernels\)/],
    ['--workers', '9', /invalid --workers: 9 \(a whole number from 1 to 8\)/],
    ['--energy', 'guessed', /invalid --energy: guessed \(choose from none, estimated/],
    ['--energy', 'replay:', /invalid --energy: replay:/],
    ['--energy-window', '1', /invalid --energy-window: 1 \(a whole number from 2/],
    ['--energy-repeats', '1', /invalid --energy-repeats: 1/],
    ['--energy-minutes', 'x', /invalid --energy-minutes: x/],
    ['--energy-cores', '3', /invalid --energy-cores: 3 \(choose from one, all\)/],
    ['--speed', 'fast', /--speed/],
  ])('%s %s is refused by name', (option, value, message) => {
    expect(() => parseStudyArguments([`${option}=${value}`])).toThrow(message);
  });

  it('help names every method and every repair step', () => {
    expect(parseStudyArguments(['--help'])).toBe('help');
    for (const { id } of [...METHODS, ...REPAIRS]) expect(studyHelp()).toContain(`\n  ${id}`);
  });
});
