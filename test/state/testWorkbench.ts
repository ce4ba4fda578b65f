import { upToDate } from '../../src/storage/storedPoint';
import type { Surroundings } from '../../src/state/environment';
import type { MeasuredPoint } from '../../src/study/measuredPoint';
import type { NetworkStore, StoredNetwork } from '../../src/storage/networkStore';
import type { PointStore } from '../../src/storage/pointStore';
import {
  rememberedStudy,
  type RememberedStudy,
  type StudyMemory,
} from '../../src/storage/studyMemory';
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

/** Keeps points in memory and reads them as the browser's does, or fails like one that stores nothing. */
export class FakeStore implements PointStore {
  points: readonly MeasuredPoint[] = [];
  trouble: string | null = null;

  async load(): Promise<readonly MeasuredPoint[]> {
    this.#complain();
    return this.points.map((point) => upToDate(point, 'fake'));
  }

  async put(point: MeasuredPoint) {
    this.#complain();
    this.points = [...this.points.filter(({ id }) => id !== point.id), point];
  }

  async replace(points: readonly MeasuredPoint[]) {
    this.#complain();
    this.points = points;
  }

  #complain(): void {
    if (this.trouble) throw new Error(this.trouble);
  }
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

/** As text: nothing that is kept is shared with the page. */
export class FakeStudyMemory implements StudyMemory {
  text: string | null = null;

  async read() {
    return rememberedStudy(JSON.parse(this.text ?? 'null'));
  }

  async write(study: RememberedStudy) {
    this.text = JSON.stringify(study);
  }
}

export function newStorage() {
  return {
    points: new FakeStore(),
    networks: new FakeNetworkStore(),
    study: new FakeStudyMemory(),
  };
}

export function testWorkbench({
  hash = '',
  store = new FakeStore(),
  networkStore = new FakeNetworkStore(),
  machine = {} as Partial<Surroundings>,
  studyMemory = new FakeStudyMemory() as StudyMemory,
  /** Of other models than the one that it begins with. */
  storageOf = newStorage as (modelId: string) => ModelStorage,
  opener = new FakeOpener(),
  openCamera = (async () => refusal('camera-none')) as OpenCamera,
} = {}) {
  const own: ModelStorage = { points: store, networks: networkStore, study: studyMemory };
  const lab = new FakeLab();
  const benchmarker = new FakeBenchmarker();
  const exporter = new FakeExporter();
  const clock = new FakeClock();
  const meter = new FakeMeter();
  const surroundings: Surroundings = {
    installation: '0123456789abcdef',
    crossOriginIsolated: true,
    cores: 4,
    memoryGb: 8,
    userAgent: 'test',
    hints: async () => null,
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
    energyPage: new FakePage(clock),
    openCamera,
    readExample: async () => null,
    clock,
    surroundings,
    hash,
  });
  return { workbench, lab, benchmarker, exporter, clock, store, networkStore, meter };
}

/** Lets everything that is ready to go on, go on. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
