import { describe, expect, it } from 'vitest';
import { parseStudyArguments, studyHelp, type StudyArguments } from '../../cli/studyArguments';
import { findMethod, METHODS } from '../../src/pruning/methods';
import { REPAIRS } from '../../src/pruning/repairs';
import { EXIT } from '../../cli/exitCodes';
import { bundledNetwork } from '../../cli/bundledNetwork';
import type { Refusal } from '../../src/base/outcome';
import { RANKINGS } from '../../src/pruning/ranking';
import { ratioUnits } from '../../src/pruning/ratios';
import { parseRepair } from '../../src/pruning/repairText';
import { SCOPES } from '../../src/pruning/scope';
import { ROUNDINGS, SCHEDULES } from '../../src/pruning/validatePlan';
import { RUNTIMES } from '../../src/study/runtimes';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { commands } from '../../src/words/commands';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';

const say = commands.options;
const SOURCES = ['none', 'estimated', 'simulated', 'replay:FILE'];

describe('arguments of npm run study', () => {
  it('default to the study of the page', () => {
    expect(parseStudyArguments([])).toMatchObject({
      methods: ['magnitude-global', 'magnitude-layer', 'l1-norm', 'fpgm'],
      levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      images: 2000,
      repair: undefined,
      own: [],
      scope: 'inner',
      rounding: 1,
      ranking: undefined,
      energy: { source: 'none', file: null, choice: {} },
    });
  });

  it('are read', () => {
    const text =
      '--methods l1-norm,apoz --levels 0,0.25 --images 500 --repair least-squares=9+finetune=60s --schedule agp --precisions float32,int8 --scope all --rounding 8 --min-channels 3 --shares 0.25,0.5 ' +
      '--ranking global-macs --seed 7 --runtime tfjs --workers 2 --threads 1 --latency-first --energy simulated --energy-window 4 --energy-repeats 2 --energy-minutes 5 --energy-cores all --export tflite,onnx:float16 --out here --resume --json --name Mine --budget loss=1,bytes=2';
    expect(parseStudyArguments(text.split(' '))).toEqual({
      exports: [
        { format: 'tflite', storage: 'float32' },
        { format: 'onnx', storage: 'float16' },
      ],
      model: 'mobilenetv2-1.0-fashion-mnist',
      own: [],
      pictures: [],
      inputSize: undefined,
      methods: ['l1-norm', 'apoz'],
      levels: [0, 0.25],
      images: 500,
      repair: [
        { kind: 'least-squares', images: 9 },
        { kind: 'finetune', budget: { unit: 'seconds', amount: 60 } },
      ],
      schedule: 'agp',
      precisions: ['float32', 'int8'],
      scope: 'all',
      rounding: 8,
      minChannels: 3,
      shares: [0.25, 0.5],
      ranking: 'global-macs',
      seed: 7,
      runtime: 'tfjs',
      workers: 2,
      threads: 1,
      latencyFirst: true,
      energy: {
        source: 'simulated',
        file: null,
        choice: { windowSeconds: 4, repeats: 2, budgetMinutes: 5, cores: 'all' },
      },
      out: 'here',
      resume: true,
      json: true,
      name: 'Mine',
      question: undefined,
      budgets: { loss: 0.01, bytes: 2e6 },
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
    const network = bundledNetwork(DEFAULT_MODEL.id);
    const units = ['l1-norm', 'lamp'].flatMap((id) =>
      ratioUnits(findMethod(id)!, 'inner', network),
    );
    for (const name of ['inner 99', 'stem'])
      expect(() => read('--leave-out', name)).toThrow(say.choice('leave-out', name, units));
    expect(() => read('--ratios', 'inner 3=1')).toThrow(say.level('1'));
    const refused = (why: Refusal) => say.refused(['leave-out', 'ratios'], sentence(why));
    expect(() => read('--ratios', 'inner 3')).toThrow(
      refused(refusal('ratio-text', { part: 'inner 3' })),
    );
    expect(() => read('--leave-out', 'head', '--ratios', 'head=0.5')).toThrow(
      refused(refusal('ratio-twice', { name: 'head' })),
    );
  });

  it('name the recording of a meter', () => {
    const { energy } = parseStudyArguments(['--energy', 'replay:my/um25c.bin']) as StudyArguments;
    expect(energy).toEqual({ source: 'replay', file: 'my/um25c.bin', choice: {} });
  });

  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const whole = (option: string, value: string, least: number, most: number) =>
    say.number({ option, value, whole: true, least, most });

  it.each([
    ['methods', 'l3-norm', say.choice('methods', 'l3-norm', ids(METHODS))],
    ['levels', '1', say.level('1')],
    ['levels', 'NaN', say.level('NaN')],
    ['levels', '-0.1', say.level('-0.1')],
    ['images', '99', say.choice('images', '99', [500, 1000, 2000, 10_000])],
    ['repair', 'glue', say.refused(['repair'], sentence(parseRepair('glue') as Refusal))],
    ['schedule', 'slow', say.choice('schedule', 'slow', SCHEDULES)],
    ['scope', 'outer', say.choice('scope', 'outer', SCOPES)],
    ['rounding', '3', say.choice('rounding', '3', ROUNDINGS)],
    ['ranking', 'best', say.choice('ranking', 'best', RANKINGS)],
    ['seed', '-1', whole('seed', '-1', 0, 0xffffffff)],
    ['runtime', 'onnx', say.choice('runtime', 'onnx', ids(RUNTIMES))],
    ['workers', '9', whole('workers', '9', 1, 8)],
    ['energy', 'replay:', say.choice('energy', 'replay:', SOURCES)],
    ['energy', 'guessed', say.choice('energy', 'guessed', SOURCES)],
    ['energy-volts', '61', say.supplyVolts('61')],
    ['energy-window', '1', whole('energy-window', '1', 2, 600)],
    ['energy-repeats', '1', whole('energy-repeats', '1', 2, 10)],
    ['energy-minutes', 'x', whole('energy-minutes', 'x', 1, 1440)],
    ['energy-cores', '3', say.choice('energy-cores', '3', ['one', 'all'])],
    [
      'pictures',
      'ftp://x/y.zip',
      say.choice('pictures', 'ftp://x/y.zip', [say.ownModel, say.address]),
    ],
    ['speed', 'fast', say.unknown('')],
  ])('--%s %s is refused by name', (option, value, message) => {
    expect(() => parseStudyArguments([`--${option}=${value}`])).toThrow(message);
  });

  it('take pictures from an address as it stands', () => {
    const pictures = 'https://example.org/data/train.parquet?download=true';
    expect(parseStudyArguments(['--pictures', pictures])).toMatchObject({ pictures });
  });

  it('help says what the command ends with', () => {
    for (const code of Object.values(EXIT))
      expect(studyHelp()).toMatch(new RegExp(`^  ${code} `, 'm'));
    expect(new Set(Object.values(EXIT)).size).toBe(6);
  });

  it('help names every method and every repair step', () => {
    expect(parseStudyArguments(['--help'])).toBe('help');
    for (const { id } of [...METHODS, ...REPAIRS]) expect(studyHelp()).toContain(`\n  ${id}`);
  });
});
