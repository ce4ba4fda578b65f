import { nextTask } from '../../src/base/nextTask';
import { unsound } from '../../src/storage/keptPoint';
import { readRows, type StoredPoints } from '../../src/storage/readRows';
import type { Surroundings } from '../../src/state/environment';
import type { MeasuredPoint } from '../../src/study/measuredPoint';
import type { NetworkStore, StoredNetwork } from '../../src/storage/networkStore';
import type { MachineLock } from '../../src/storage/machineLock';
import type { OtherTabs, TabNews } from '../../src/storage/otherTabs';
import {
  bytesOf,
  firstStudyId,
  newStudy,
  tallied,
  type StudyRecord,
} from '../../src/storage/studyRecord';
import { rememberedStudy, type RememberedStudy } from '../../src/storage/studyMemory';
import type { StudyChange, StudyStore } from '../../src/storage/studyStore';
import { PageState } from '../../src/state/pageState';
import type { ModelStorage } from '../../src/storage/modelStorage';
import { Catalogue } from '../../src/state/catalogue.svelte';
import { UnusedFiles } from '../../src/state/unusedFiles.svelte';
import { importedFolders } from '../../src/storage/importedFolders';
import type { OpenCamera } from '../../src/state/cameraState.svelte';
import { refusal } from '../../src/words/refusal';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { FakePage } from './fakeBoard';
import { FakeBenchmarker } from './fakeBenchmarker';
import { FakeClock } from './fakeClock';
import { FakeExporter } from './fakeExporter';
import { FakeLab } from './fakeLab';
import { FakePictures } from './fakePictures';
import { FakeMeter } from './fakeMeter';
import { FakeOpener } from './fakeOpener';

const PAGE = 'http://lab/';

/** Keeps studies in memory and reads them as the browser's does, or fails like one that stores nothing. */
export class FakeStore implements StudyStore {
  readonly studies = new Map<string, { record: StudyRecord; points: readonly MeasuredPoint[] }>();
  trouble: string | null = null;
  /** Takes the storage away. */
  close: () => void = () => {};

  onClosed(listener: () => void): void {
    this.close = listener;
  }

  /** Of the study that was opened last. */
  get points(): readonly MeasuredPoint[] {
    return this.#last?.points ?? [];
  }

  set points(points: readonly MeasuredPoint[]) {
    const id = firstStudyId(DEFAULT_MODEL.id);
    const record = this.#last?.record ?? newStudy(id, DEFAULT_MODEL.id, '2026-01-01T00:00:00Z');
    this.studies.set(record.id, { record, points });
  }

  get asked(): RememberedStudy | null {
    return this.#last?.record.asked ?? null;
  }

  get #last() {
    const all = [...this.studies.values()];
    return all.sort((a, b) => (a.record.openedAt < b.record.openedAt ? -1 : 1)).at(-1);
  }

  async list(): Promise<readonly StudyRecord[]> {
    this.#complain();
    return [...this.studies.values()].map(({ record }) => asStored(record));
  }

  async load(study: string): Promise<StoredPoints> {
    this.#complain();
    return readRows(this.studies.get(study)?.points ?? [], 'fake', unsound);
  }

  async change(study: string, { record, put = [], remove = [] }: StudyChange) {
    this.#complain();
    const before = this.studies.get(study);
    const changed = record(before ? asStored(before.record) : null);
    const ids = new Set([...put.map(({ id }) => id), ...remove]);
    const all = before?.points ?? [];
    const gone = all.filter(({ id }) => ids.has(id)).map((item) => ({ bytes: bytesOf(item) }));
    const stored = asStored({ ...changed, tally: tallied(changed.tally, put, gone) });
    this.studies.set(study, {
      record: stored,
      points: [...all.filter(({ id }) => !ids.has(id)), ...put],
    });
    return stored;
  }

  async remove(study: string) {
    this.#complain();
    this.studies.delete(study);
  }

  #complain(): void {
    if (this.trouble) throw new Error(this.trouble);
  }
}

/** As text: nothing that is kept is shared with the page. */
function asStored(record: StudyRecord): StudyRecord {
  const read = JSON.parse(JSON.stringify(record)) as StudyRecord;
  return { ...read, asked: rememberedStudy(read.asked) };
}

/** Pages side by side: each hears what the others tell. */
export class FakeTabs {
  readonly #hear = new Set<(news: TabNews) => void>();
  #taken = false;
  readonly #freed: (() => void)[] = [];

  /** Of one more page. */
  page(): { tabs: OtherTabs; lock: MachineLock } {
    const own = new Set<(news: TabNews) => void>();
    const tabs: OtherTabs = {
      tell: (news) => {
        for (const hear of this.#hear) if (!own.has(hear)) hear(news);
      },
      listen: (hear) => {
        own.add(hear);
        this.#hear.add(hear);
        return () => this.#hear.delete(hear);
      },
    };
    return { tabs, lock: this.#lock };
  }

  readonly #lock: MachineLock = {
    take: async () => {
      if (this.#taken) return null;
      this.#taken = true;
      return () => {
        this.#taken = false;
        for (const freed of this.#freed.splice(0)) freed();
      };
    },
    isTaken: async () => this.#taken,
    free: () => (this.#taken ? new Promise((freed) => this.#freed.push(freed)) : Promise.resolve()),
  };
}

/** Keeps networks in memory, or fails as it is told. */
export class FakeNetworkStore implements NetworkStore {
  networks: readonly StoredNetwork[] = [];
  trouble: Error | null = null;

  async load() {
    return this.networks;
  }

  async put(network: StoredNetwork) {
    if (this.trouble) throw this.trouble;
    await this.remove(network.key);
    this.networks = [...this.networks, network];
  }

  async remove(key: string) {
    this.networks = this.networks.filter((network) => network.key !== key);
  }
}

export function newStorage() {
  return { studies: new FakeStore(), networks: new FakeNetworkStore() };
}

export function testWorkbench({
  hash = '',
  store = new FakeStore(),
  networkStore = new FakeNetworkStore(),
  machine = {} as Partial<Surroundings>,
  page = new FakeTabs().page(),
  /** Of other models than the one that it begins with. */
  storageOf = newStorage as (modelId: string) => ModelStorage,
  opener = new FakeOpener(),
  openCamera = (async () => refusal('camera-none')) as OpenCamera,
} = {}) {
  const own: ModelStorage = { studies: store, networks: networkStore };
  const lab = new FakeLab();
  const benchmarker = new FakeBenchmarker();
  const exporter = new FakeExporter();
  const clock = new FakeClock();
  const meter = new FakeMeter();
  const energyPage = new FakePage(clock);
  const surroundings: Surroundings = {
    installation: '0123456789abcdef',
    crossOriginIsolated: true,
    cores: 4,
    memoryGb: 8,
    userAgent: 'test',
    hints: async () => null,
    room: async () => ({ usage: 0, quota: 1e9 }),
    board: async () => null,
    ...machine,
  };
  const folders = importedFolders(`${PAGE}imported/`, () =>
    Promise.reject(new Error('private window')),
  );
  const catalogue = new Catalogue(folders, PAGE);
  const workbench = new PageState({
    labWorkers: lab,
    benchmarker,
    exporter,
    model: DEFAULT_MODEL,
    missing: null,
    filesOf: ({ id, dataset }) => ({ modelUrl: `${id}/`, datasetUrl: `${dataset}/` }),
    catalogue,
    unused: new UnusedFiles({
      folders,
      root: `${PAGE}imported/`,
      downloads: { bytes: async () => 0, clear: async () => {} },
      needed: () => catalogue.needed(),
    }),
    opener,
    picturesWorker: new FakePictures(),
    keepFolder: () => Promise.resolve(),
    storageOf: (id) => (id === DEFAULT_MODEL.id ? own : storageOf(id)),
    meterAccess: meter.access,
    ...{ energyPage, openCamera, clock },
    readExample: async () => null,
    surroundings,
    ...page,
    hash,
  });
  return { workbench, lab, benchmarker, exporter, clock, store, networkStore, meter, energyPage };
}

/** Lets everything that is ready to go on, go on. */
export async function settled(): Promise<void> {
  await promises();
  // The page ends a task here and there, so that its user is answered meanwhile.
  await nextTask();
  await promises();
}

async function promises(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
