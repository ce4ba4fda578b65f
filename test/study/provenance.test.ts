/** Every figure keeps the place and the time that it was measured in, through files of both schemas. */
import type { Note } from '../../src/base/outcome';
import { planName } from '../../src/pruning/planName';
import type { OperatingPoint, Origin, Study } from '../../src/study/point';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importSummary } from '../../src/panels/results/importSummary';
import { studyCsv } from '../../src/study/csv';
import { environmentId } from '../../src/study/environment';
import { sameBundle, type Bundle } from '../../src/subject/bundle';
import { environmentWords, telling } from '../../src/study/environmentTraits';
import { sortImported } from '../../src/study/importing';
import { LAB } from '../pruning/networks';
import { GRADUAL_NOTE, GZIP_NOTE } from '../../src/study/earlierNotes';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { ENVIRONMENT, ORIGIN, sampleStudy } from './sampleStudy';
import { note } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words as english } from '../../src/words/words';

/** As the lab wrote it while there was schema 1 alone. */
const SCHEMA_ONE = readFileSync(
  join(import.meta.dirname, '../fixtures/studies/schema-1.json'),
  'utf8',
);
const DESKTOP: Origin = {
  environment: {
    ...ENVIRONMENT,
    device: { ...ENVIRONMENT.device, architecture: 'x86', cores: 16 },
    browser: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', version: 'Chromium 156.0.7000.1' },
  },
  measuredAt: '2026-03-04T00:00:00.000Z',
};
/** Two boards of one kind, with the same programs. */
const BOARDS = ['0000000000000001', '0000000000000002'].map((installation): Origin => ({
  ...ORIGIN,
  environment: { installation, ...ENVIRONMENT },
}));
const UPDATED: Origin = {
  environment: { ...ENVIRONMENT, browser: { ...ENVIRONMENT.browser, version: 'Chromium 141.0' } },
  measuredAt: '2026-01-03T00:00:00.000Z',
};

function read(json: string): Study {
  const parsed = parseStudy(json);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.value;
}

const [point, other] = sampleStudy().points;
/** Accuracy on one day, latency under the next version of the browser, joules on another machine. */
const mixed: OperatingPoint = {
  ...point,
  runtime: 'kernels',
  latencyOrigin: UPDATED,
  energy: {
    source: 'measured',
    meter: 'a meter',
    perInferenceJ: {
      gross: { mean: 2, low: 1, high: 3 },
      aboveIdle: { mean: 2, low: 1, high: 3 },
    },
    windows: [],
    origin: DESKTOP,
  },
};

const say = english.environments.computers;

describe('a study of schema 2', () => {
  it('stores each environment once, and each part of a point refers to its own', () => {
    const study = { points: [mixed, other] };
    const file = JSON.parse(formatStudy(study));
    expect(Object.keys(file.environments).sort()).toEqual(
      [ENVIRONMENT, UPDATED.environment, DESKTOP.environment].map(environmentId).sort(),
    );
    expect(file.points[0]).toMatchObject({
      environment: environmentId(ENVIRONMENT),
      measuredAt: ORIGIN.measuredAt,
      latencyOrigin: {
        environment: environmentId(UPDATED.environment),
        measuredAt: UPDATED.measuredAt,
      },
      energy: {
        origin: {
          environment: environmentId(DESKTOP.environment),
          measuredAt: DESKTOP.measuredAt,
        },
      },
    });
    expect(read(JSON.stringify(file))).toEqual(study);
  });

  it('names an environment of a part that is not in the file', () => {
    const file = JSON.parse(formatStudy({ points: [mixed] }));
    delete file.environments[environmentId(DESKTOP.environment)];
    const parsed = parseStudy(JSON.stringify(file));
    expect(!parsed.ok && sentence(parsed)).toContain('points[0].energy.origin.environment');
  });

  it('keeps what a later version says of an environment', () => {
    const file = JSON.parse(formatStudy({ points: [point] }));
    file.environments[environmentId(ENVIRONMENT)].fan = true;
    const again = JSON.parse(formatStudy(read(JSON.stringify(file))));
    expect(Object.values(again.environments)).toEqual([{ ...ENVIRONMENT, fan: true }]);
  });
});

describe('a study of schema 1', () => {
  const { points } = read(SCHEMA_ONE);

  it('is read with everything that it says, and nothing that it does not', () => {
    const file = JSON.parse(SCHEMA_ONE);
    expect(points).toHaveLength(file.points.length);
    for (const [i, { plan, origin, notes, ...measured }] of points.entries()) {
      const { plan: written, ...figures } = file.points[i];
      expect(plan.method).toBe(written.method);
      expect(measured).toEqual(figures);
      const repaired = written.level > 0 && written.repair !== 'none';
      expect(notes).toEqual(repaired ? [GZIP_NOTE] : undefined);
      expect(origin.measuredAt).toBe(file.environment.measuredAt);
      expect(origin.environment).toEqual({
        device: {
          ...{ architecture: null, bitness: null, platform: null, platformVersion: null },
          ...{ model: null, cores: 4, memoryGb: null },
        },
        browser: { userAgent: file.environment.userAgent, version: null },
        engine: { tfjsVersion: '4.22.0', backend: 'wasm', simd: true, threads: 1, kernels: null },
        workers: 2,
        crossOriginIsolated: true,
        model: { id: null, name: file.environment.model, checksums: {} },
        dataset: { id: null, name: 'Fashion-MNIST', checksums: {} },
      });
    }
  });

  it('is of the machine that its file tells of', () => {
    const file = JSON.parse(SCHEMA_ONE);
    const told = { ...{ cores: 6, workers: 5, threads: 3 }, simd: false, backend: 'cpu' };
    Object.assign(file.environment, told, { crossOriginIsolated: false, tfjsVersion: '4.0.0' });
    const { environment } = read(JSON.stringify(file)).points[0].origin;
    expect(environment).toMatchObject({
      ...{ workers: 5, crossOriginIsolated: false, device: { cores: 6 } },
      engine: { tfjsVersion: '4.0.0', backend: 'cpu', simd: false, threads: 3, kernels: null },
    });
  });

  it('says of gzip bytes where a network was repaired, and of nothing else', () => {
    const file = JSON.parse(SCHEMA_ONE);
    Object.assign(file.points[1].plan, { repair: 'none' });
    file.points[1].accuracy.afterRepair = null;
    expect(read(JSON.stringify(file)).points[1].notes).toBeUndefined();
    Object.assign(file.points[0].plan, { level: 0, repair: 'recalibrate=500' });
    expect(read(JSON.stringify(file)).points[0].notes).toBeUndefined();
  });

  it('says of a gradual schedule that its sizes are of another network', () => {
    const file = JSON.parse(SCHEMA_ONE);
    const gradual = { repair: 'finetune=2steps', schedule: 'linear' };
    Object.assign(file.points[1].plan, gradual);
    Object.assign(file.points[3].plan, gradual);
    file.points[1].notes = ['once'];
    const notes = read(JSON.stringify(file)).points.map((own) => own.notes);
    expect(notes).toEqual([undefined, ['once', GRADUAL_NOTE], undefined, [GRADUAL_NOTE]]);
  });

  it('takes no origin from its points, where it was never checked', () => {
    const file = JSON.parse(SCHEMA_ONE);
    const strange = { environment: 'elsewhere', measuredAt: 'once' };
    Object.assign(file.points[0], { origin: 'elsewhere', latencyOrigin: strange });
    file.points[0].energy = { ...JSON.parse(formatStudy({ points: [mixed] })).points[0].energy };
    file.points[0].energy.origin = strange;
    const [first] = read(JSON.stringify(file)).points;
    expect(first.origin).toEqual(points[0].origin);
    expect(first).not.toHaveProperty('latencyOrigin');
    expect(first.energy).not.toHaveProperty('origin');
    expect(read(formatStudy({ points: [first] }))).toEqual({ points: [first] });
  });

  it('leaves as schema 2 and comes back the same', () => {
    const file = formatStudy({ points });
    expect(JSON.parse(file).schema).toBe(2);
    expect(read(file)).toEqual({ points });
  });

  it.each([
    [['environment', 'cores'], '4', 'is-whole'],
    [['environment', 'measuredAt'], 'yesterday', 'is-date'],
    [['environment', 'measuredAt'], '1', 'is-date'],
    [['points', 0, 'runtime'], 'magic', 'is-one-of'],
    [['environment'], undefined, 'is-object'],
  ] as const)('with a wrong %j is refused by name', (path, value, code) => {
    const file = JSON.parse(SCHEMA_ONE);
    let parent = file;
    for (const key of path.slice(0, -1)) parent = parent[key];
    parent[path.at(-1)!] = value;
    const parsed = parseStudy(JSON.stringify(file));
    const named = path.join('.').replace('.0', '[0]');
    const values = { path: named, what: { code } };
    expect(parsed).toMatchObject({ code: 'study-field', values: { cause: { values } } });
  });
});

describe('the id of an environment', () => {
  it('follows from its content, in whatever order that is written', () => {
    const { device, ...rest } = ENVIRONMENT;
    const turned = { ...rest, device: Object.fromEntries(Object.entries(device).reverse()) };
    expect(environmentId(turned as typeof ENVIRONMENT)).toBe(environmentId(ENVIRONMENT));
    const ids = [ENVIRONMENT, UPDATED.environment, DESKTOP.environment].map(environmentId);
    expect(new Set(ids).size).toBe(3);
    const eight = { ...ENVIRONMENT, workers: 8 };
    expect(environmentId(eight)).not.toBe(environmentId(ENVIRONMENT));
    for (const id of ids) expect(id).toMatch(/^env-[0-9a-f]{16}$/);
  });
});

describe('two boards of one kind', () => {
  const places = BOARDS.map(({ environment }) => environment);
  const [ours, theirs] = places;

  it('are two environments, in memory and in files', () => {
    const study = { points: BOARDS.map((origin) => ({ ...point, origin })) };
    expect(Object.keys(JSON.parse(formatStudy(study)).environments)).toHaveLength(2);
    expect(read(formatStudy(study))).toEqual(study);
    expect(sortImported(study.points, ours, LAB).fitting).toEqual(study.points);
  });

  it('are neither of them the one of a file that does not say, which keeps its id', () => {
    const ids = [ENVIRONMENT, ...places].map(environmentId);
    expect(new Set(ids).size).toBe(3);
    const file = JSON.parse(formatStudy({ points: [point] }));
    expect(file.environments[ids[0]]).not.toHaveProperty('installation');
  });

  it('have a file refused by name whose installation is no text', () => {
    const file = JSON.parse(formatStudy({ points: [{ ...point, origin: BOARDS[0] }] }));
    file.environments[environmentId(ours)].installation = 7;
    const parsed = parseStudy(JSON.stringify(file));
    expect(!parsed.ok && sentence(parsed)).toContain('.installation: 7');
  });

  it('are told apart, the one that shows the words by name', () => {
    const words = (here?: string) => [...telling(places, here).values()];
    const { another } = say;
    expect(words(theirs.installation)).toEqual([another, say.this]);
    expect(words()).toEqual([say.one, another]);
    const third = { ...ours, installation: '0000000000000003' };
    expect([...telling([...places, third], ours.installation).values()]).toEqual([
      say.this,
      say.others(1),
      say.others(2),
    ]);
    expect([...telling([ours, ENVIRONMENT], ours.installation).values()]).toEqual([
      say.this,
      say.unknown,
    ]);
  });

  it('stand beside other kinds with the words of both', () => {
    const words = telling([...places, DESKTOP.environment], ours.installation);
    expect([...words.values()]).toEqual([
      `arm 64-bit, ${say.this}`,
      `arm 64-bit, ${say.another}`,
      'x86 64-bit',
    ]);
  });

  it('are named by the import, which says of no other kind that it is the same', () => {
    const imported = { fitting: [{ ...point, origin: BOARDS[1] }], refusals: [] };
    expect(importSummary(imported, ours)).toContain(`, ${say.another}.`);
    for (const own of [theirs, DESKTOP.environment])
      for (const computer of [say.this, say.another])
        expect(importSummary(imported, own)).not.toContain(computer);
  });
});

describe('a model or a data set', () => {
  const ours: Bundle = { id: 'a', name: 'A', checksums: { 'weights.bin': '1', 'x.json': '2' } };

  it.each<[string, Partial<Bundle>, boolean]>([
    ['of other weights under the same name', { checksums: { 'weights.bin': '9' } }, false],
    ['renamed', { id: 'b', name: 'B' }, true],
    ['without sums, by its id', { name: 'B', checksums: {} }, true],
    ['without sums, of another id', { id: 'b', checksums: {} }, false],
    ['without sums and id, by its name', { id: null, checksums: {} }, true],
    ['of which nothing is known', { id: null, name: null, checksums: {} }, false],
  ])('%s', (_, theirs, same) => {
    expect(sameBundle({ ...ours, ...theirs }, ours)).toBe(same);
    expect(sameBundle(ours, { ...ours, ...theirs })).toBe(same);
  });
});

/** On the page of the lab's own network. */
function imported(points: readonly OperatingPoint[]) {
  return sortImported(points, ENVIRONMENT, LAB);
}

function leftOut(count: number, cause: Note): Note {
  return note('points-left-out', { count, cause });
}

describe('importing', () => {
  const strange = (fields: Partial<Bundle>): OperatingPoint => ({
    ...point,
    origin: {
      ...ORIGIN,
      environment: { ...ENVIRONMENT, model: { ...ENVIRONMENT.model, ...fields } },
    },
  });

  it('takes what is of our model and data from any machine, and says what it leaves out', () => {
    const fashion: OperatingPoint = {
      ...point,
      origin: {
        ...ORIGIN,
        environment: { ...ENVIRONMENT, dataset: { id: 'mnist', name: 'MNIST', checksums: {} } },
      },
    };
    const half = strange({ id: 'half', name: 'MobileNetV2 0.5', checksums: {} });
    const elsewhere = { ...other, origin: DESKTOP };
    const { fitting, refusals } = imported([mixed, half, elsewhere, half, fashion]);
    expect(fitting).toEqual([mixed, elsewhere]);
    const models = { theirs: 'MobileNetV2 0.5', ours: 'MobileNetV2 1.0 at 32×32' };
    const datasets = { theirs: 'MNIST', ours: 'Fashion-MNIST' };
    expect(refusals).toEqual([
      leftOut(2, note('point-of-model', { cause: note('bundle-names', models) })),
      leftOut(1, note('point-of-dataset', { cause: note('bundle-names', datasets) })),
    ]);
  });

  it('leaves out what was timed or metered with another model', () => {
    const { origin } = strange({ checksums: { 'weights.bin': '77' } });
    const timed = { ...point, latencyOrigin: origin };
    const answered = { ...mixed, origin };
    expect(imported([answered]).fitting).toEqual([]);
    const metered = { ...mixed, energy: { ...mixed.energy!, origin } };
    const { fitting, refusals } = imported([timed, metered]);
    expect(fitting).toEqual([]);
    expect(refusals).toMatchObject([{ values: { count: 2, cause: { code: 'point-of-model' } } }]);
  });

  it('leaves out what answered other images of the same name', () => {
    const { dataset } = ENVIRONMENT;
    const environment = {
      ...ENVIRONMENT,
      dataset: { ...dataset, checksums: { 'images.gz': '9' } },
    };
    const changed = { ...point, origin: { ...ORIGIN, environment } };
    const sums = { name: 'Fashion-MNIST', file: 'images.gz', theirs: '9', ours: '5b4141f0' };
    expect(imported([changed]).refusals).toEqual([
      leftOut(1, note('point-of-dataset', { cause: note('bundle-checksums', sums) })),
    ]);
  });

  it('tells two of one name apart by their ids where one has no sums', () => {
    const { fitting, refusals } = imported([strange({ id: 'x', checksums: {} })]);
    expect(fitting).toEqual([]);
    const ids = { name: 'MobileNetV2 1.0 at 32×32', theirs: 'x', ours: 'mobilenetv2-1.0' };
    expect(refusals).toEqual([
      leftOut(1, note('point-of-model', { cause: note('bundle-ids', ids) })),
    ]);
  });

  it('leaves out a point whose figures contradict each other, and names both', () => {
    const odd = { ...other, nonZeros: other.parameters + 1 };
    const { fitting, refusals } = imported([odd, point]);
    expect(fitting).toEqual([point]);
    const { nonZeros, parameters } = odd;
    const cause = note('too-many-non-zeros', { nonZeros, parameters });
    expect(refusals).toEqual([
      leftOut(1, note('point-contradiction', { point: planName(odd.plan), cause })),
    ]);
  });

  it('leaves out a point that gives a ratio to what the network does not have', () => {
    const plan = { ...point.plan, method: 'l1-norm', ranking: 'set', ratios: { 'inner 77': 0 } };
    const { fitting, refusals } = imported([{ ...point, plan } as OperatingPoint]);
    expect(fitting).toEqual([]);
    const values = { cause: { values: { name: 'inner 77' } } };
    expect(refusals).toMatchObject([
      { values: { cause: { code: 'point-contradiction', values } } },
    ]);
  });

  it('names a file’s sum whatever the names of its files', () => {
    const sums = JSON.parse('{"constructor":"aa","__proto__":"bb","weights.bin":"99"}');
    const [refused] = imported([strange({ checksums: sums })]).refusals;
    const sum = { code: 'bundle-checksums', values: { file: 'weights.bin', theirs: '99' } };
    expect(refused).toMatchObject({ values: { cause: { values: { cause: sum } } } });
  });

  it('tells two models of one name apart by their sums', () => {
    const retrained = strange({
      checksums: { 'manifest.json': '4f70ba9b', 'weights.bin': '0123456789abcdef' },
    });
    const [refused] = imported([retrained]).refusals;
    const values = { file: 'weights.bin', theirs: '0123456789ab', ours: 'df2fdd31' };
    const sum = { code: 'bundle-checksums', values };
    expect(refused).toMatchObject({ values: { cause: { values: { cause: sum } } } });
  });
});

describe('study.csv', () => {
  it('says of every row where and when it was measured', () => {
    const [header, row] = studyCsv({ points: [mixed] })
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (name: string) => row[header.indexOf(name)];
    expect(cell('environment')).toBe(environmentId(ENVIRONMENT));
    expect(cell('measured_at')).toBe(ORIGIN.measuredAt);
    expect(cell('latency_environment')).toBe(environmentId(UPDATED.environment));
    expect(cell('latency_measured_at')).toBe(UPDATED.measuredAt);
    expect(cell('energy_environment')).toBe(environmentId(DESKTOP.environment));
    expect(cell('energy_measured_at')).toBe(DESKTOP.measuredAt);
    expect([cell('architecture'), cell('bitness'), cell('cores')]).toEqual(['arm', '64', '4']);
    expect(cell('browser')).toBe('Chromium 140.0.7000.1');
    expect(cell('kernel_build')).toBe('relaxed');
    expect(cell('cross_origin_isolated')).toBe('yes');
    expect(cell('model_sha256')).toBe('manifest.json=4f70ba9b weights.bin=df2fdd31');
    expect(cell('runtime')).toBe('kernels');
  });
});

describe('environments in words', () => {
  it('name the machine and its programs', () => {
    expect(environmentWords(ENVIRONMENT)).toBe(
      'arm 64-bit, Linux 6.12.0, 4 cores, 4 GB, Chromium 140.0.7000.1, TF.js 4.22.0 wasm SIMD, 1 thread, kernels: relaxed, 4 workers',
    );
    expect(environmentWords(read(SCHEMA_ONE).points[0].origin.environment)).toContain(
      '4 cores, Chrome 156.0.0.0',
    );
  });

  it('say of several no more than what sets them apart', () => {
    const words = telling([ENVIRONMENT, UPDATED.environment, ENVIRONMENT]);
    expect([...words.values()]).toEqual(['Chromium 140.0.7000.1', 'Chromium 141.0']);
    expect([...telling([ENVIRONMENT]).values()]).toEqual(['']);
  });
});
