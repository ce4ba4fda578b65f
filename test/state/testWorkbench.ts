import type { Surroundings } from '../../src/state/environment';
import type { MeasuredPoint } from '../../src/study/measuredPoint';
import type { NetworkStore, StoredNetwork } from '../../src/state/networkStore';
import type { PointStore } from '../../src/state/pointStore';
import {
  parseRememberedStudy,
  type RememberedStudy,
  type StudyMemory,
} from '../../src/state/studyMemory';
import { Workbench } from '../../src/state/workbench';
import { FakePage } from './fakeBoard';
import { FakeBenchmarker } from './fakeBenchmarker';
import { FakeClock } from './fakeClock';
import { FakeLab } from './fakeLab';
import { FakeMeter } from './fakeMeter';

/** Keeps points in memory, or fails like a browser that stores nothing. */
export class FakeStore implements PointStore {
  readonly modelId = 'fake';
  points: readonly MeasuredPoint[] = [];
  trouble: string | null = null;

  async load() {
    this.#complain();
    return this.points;
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

/** As text, like the browser's. */
export class FakeStudyMemory implements StudyMemory {
  text: string | null = null;

  read() {
    return parseRememberedStudy(this.text);
  }

  write(study: RememberedStudy) {
    this.text = JSON.stringify(study);
  }
}

export function testWorkbench({
  hash = '',
  store = new FakeStore(),
  networkStore = new FakeNetworkStore(),
  machine = {} as Partial<Surroundings>,
  studyMemory = new FakeStudyMemory() as StudyMemory,
} = {}) {
  const lab = new FakeLab();
  const benchmarker = new FakeBenchmarker();
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
  const workbench = new Workbench({
    laboratory: lab,
    benchmarker,
    store,
    networkStore,
    studyMemory,
    meterAccess: meter.access,
    energyPage: new FakePage(clock),
    clock,
    surroundings,
    hash,
  });
  return { workbench, lab, benchmarker, clock, store, networkStore, meter };
}

/** Lets everything that is ready to go on, go on. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
