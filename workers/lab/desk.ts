/** What a lab worker does: cuts networks from the resident dense weights, repairs and measures them. */

import { nameOf } from '../../src/subject/bundle';
import { fitsNetwork } from '../../src/subject/fitting';
import { subjectOf } from '../../src/subject/subject';
import { NOT_LOADED } from '../../src/protocol/notLoaded';
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { ReadChecked, ReadFile } from '../../src/download/fetchFile';
import { unitsOf, type Unit } from '../../src/pruning/cutUnits';
import type { LayerTimes } from '../../src/pruning/layerTimes';
import type { Plan } from '../../src/pruning/plan';
import type { LayerDetail } from '../../src/pruning/layerDetail';
import type { PlanTable } from '../../src/pruning/planTable';
import type { Study } from '../../src/study/point';
import type { LayerTimesJob, ProbeJob, ProbeResult } from '../../src/protocol/allocation';
import type { LayerDetailJob, PlanTimes, PlanTimesJob } from '../../src/protocol/layerDetail';
import type {
  PointJob,
  PointPart,
  AccuracyTick,
  BackToBackJob,
  BackToBackResult,
  FrameAnswer,
  FrameJob,
  LabApi,
  LatencyJob,
  LatencyResult,
  LoadedLab,
  LoadProgress,
  LoadRequest,
  MemoryInfo,
  RuntimeInfo,
  TestPictures,
  TrainingOrder,
} from '../../src/protocol/lab';
import { TrainingControl } from '../training/trainingControl';
import { atMostTenASecond } from '../jobs/atMostTenASecond';
import { memoryInfo, startBackend, type WasmSource } from '../runtime/backend';
import { Cutter } from './cutter';
import type { ReadModule } from '../kernels/builds';
import { isOutOfMemory } from '../kernels/memory/noMemory';
import { runtimesOf } from '../runtime/engines';
import type { StartHelper } from '../kernels/threads/team';
import { startLabKernels, type LabKernels } from '../runtime/labKernels';
import { fitsRecord } from './fitsRecord';
import { Lanes } from '../jobs/lanes';
import { SUPERSEDED } from '../jobs/superseded';
import { giveWay, withTime } from '../jobs/way';
import { measureLayerTimes, measurePlanTimes } from './layerTimes';
import { measurePoint } from './measurePoint';
import { measureLatency } from './measureLatency';
import { LiveNetwork } from './liveNetwork';
import { environmentNotes } from './notes';
import { networkFile, pointNetwork, readPointNetwork } from './pointNetwork';
import { probe } from './probe';
import { RecentNetworks } from './recentNetworks';
import { testPictures } from './testPictures';
import { repeatOneImage, type Resident } from './resident';
import { Resources, type OpenStored } from '../files/resources';
import { blankImages } from './blankImages';
import { StatisticsCache } from './statistics';

export class Desk implements LabApi {
  private readonly read: ReadFile;
  private readonly wasm: WasmSource;
  private readonly readModule: ReadModule;
  private readonly readShared: ReadChecked | null;
  private readonly openStored: OpenStored | null;
  private readonly startHelper: StartHelper | null;
  private readonly lanes = new Lanes();
  private readonly live = new LiveNetwork();
  private readonly trainings = new Map<string, TrainingControl>();
  private resources: Resources | null = null;
  private request: LoadRequest | null = null;
  private kernels: Outcome<LabKernels> | null = null;
  private resident: Resident | null = null;

  /**
   * @param wasm TF.js's WASM SIMD build
   * @param readModule bytes of the lab's own kernels
   * @param readShared into memory that all workers share, where there is such
   * @param openStored images that stay where the page stores them
   * @param startHelper a thread that helps the kernels
   */
  constructor(
    read: ReadFile,
    wasm: WasmSource,
    readModule: ReadModule,
    readShared: ReadChecked | null = null,
    openStored: OpenStored | null = null,
    startHelper: StartHelper | null = null,
  ) {
    this.read = read;
    this.wasm = wasm;
    this.readModule = readModule;
    this.readShared = readShared;
    this.openStored = openStored;
    this.startHelper = startHelper;
  }

  async load(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>> {
    try {
      return await this.loadAll(request, onProgress);
    } catch (cause) {
      if (isOutOfMemory(cause)) {
        return refusal('no-memory', { reason: (cause as Error).message });
      }
      throw cause;
    }
  }

  private async loadAll(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>> {
    const resources = this.choose(request);
    // What is fetched comes while what computes is compiled; where nothing can compute, nobody waits for it.
    const pictures = request.datasetUrl === null ? null : resources.images('test', onProgress);
    const files = Promise.all([resources.checkpoint(onProgress), pictures]);
    files.catch(() => {});
    const engines = await this.startEngines();
    if (!engines.ok) return engines;
    const [checkpoint, given] = await files;
    if (!checkpoint.ok) return checkpoint;
    const { runtime, kernels } = engines.value;
    const { network, weights, classNames } = checkpoint.value;
    const test = given ?? (await blankImages(resources, network));
    if (!test.ok) return test;
    const dataset = await resources.dataset();
    if (!dataset.ok) return dataset;
    const input = await resources.input();
    if (!input.ok) return input;
    const { bundle, trainingImages, classNames: named } = dataset.value;
    const { target } = test.value.preprocessing;
    const task = { ...target, classes: named?.length ?? network.classes };
    const model = resources.model(checkpoint.value);
    const fits = fitsNetwork(network, nameOf(given ? bundle : model), task);
    if (!fits.ok) return fits;
    this.kernels = kernels;
    const statistics = new StatisticsCache(checkpoint.value, resources, kernels);
    const cutter = new Cutter(network, weights, (plan) => statistics.for(plan));
    this.resident = {
      checkpoint: checkpoint.value,
      test: test.value,
      resources,
      cutter,
      kernels,
      recent: new RecentNetworks(),
    };
    return {
      ok: true,
      value: {
        subject: subjectOf({
          ...{ network, classNames: classNames ?? named },
          ...{ model, dataset: bundle, trainingImages },
          preprocessing: test.value.preprocessing,
        }),
        input: input.value,
        testLabels: test.value.labels.slice(),
        runtime: { ...runtime, kernels: kernelInfo(kernels) },
        runtimes: runtimesOf({ kernels }),
        notes: environmentNotes(resources.unverified),
      },
    };
  }

  private async startEngines() {
    const runtime = await startBackend(this.wasm);
    if (!runtime.ok) return runtime;
    const kernels = this.kernels ?? (await startLabKernels(this.readModule, this.startHelper));
    return { ok: true, value: { runtime: runtime.value, kernels } } as const;
  }

  async planTable(plan: Plan): Promise<Outcome<PlanTable>> {
    return this.resident ? this.resident.cutter.table({ ...plan, level: 0 }) : NOT_LOADED;
  }

  async pictures(images: readonly number[]): Promise<Outcome<TestPictures>> {
    const { resident } = this;
    return resident ? { ok: true, value: testPictures(resident.test, images) } : NOT_LOADED;
  }

  async measurePoint(
    job: PointJob,
    onTick: (tick: AccuracyTick) => void,
  ): Promise<Outcome<PointPart>> {
    if (!this.resident) return NOT_LOADED;
    const superseded = this.lanes.start(job.lane);
    const control = new TrainingControl();
    this.trainings.set(job.lane, control);
    const { resident } = this;
    const measuring = () => measurePoint(resident, job, { control, superseded, onTick });
    return job.hasTime ? withTime(measuring) : measuring();
  }

  async measureLatency(
    job: LatencyJob,
    onTick: (done: number) => void,
  ): Promise<Outcome<LatencyResult>> {
    const { resident } = this;
    if (!resident) return NOT_LOADED;
    const superseded = this.lanes.start(job.lane);
    return measureLatency(resident, job, { superseded, onProgress: atMostTenASecond(onTick) });
  }

  async runBackToBack(
    { lane, plan, runtime, threads = 1, durationMs, kept }: BackToBackJob,
    alive: () => void,
  ): Promise<Outcome<BackToBackResult>> {
    const { resident } = this;
    if (!resident) return NOT_LOADED;
    const superseded = this.lanes.start(lane);
    const network = await pointNetwork(resident, plan, { kept, superseded, alive });
    if (!network.ok) return network;
    const surroundings = { superseded, alive };
    return repeatOneImage(resident, network.value, runtime, threads, durationMs, surroundings);
  }

  async classify(job: FrameJob, alive: () => void): Promise<Outcome<FrameAnswer>> {
    return this.resident ? this.live.answer(this.resident, job, alive) : NOT_LOADED;
  }

  async endFrames(): Promise<void> {
    this.live.end();
  }

  async networkFile(plan: Plan, study: Study): Promise<Outcome<Blob>> {
    return this.resident ? networkFile(this.resident, plan, study) : NOT_LOADED;
  }

  async readNetwork(file: Blob): Promise<Outcome<Study>> {
    if (!this.resident) return NOT_LOADED;
    const read = await readPointNetwork(this.resident, file);
    if (!read.ok) return read;
    const fits = await fitsRecord(this.resident, read.value);
    if (fits.ok) return { ok: true, value: read.value.study };
    this.resident.recent.forget(read.value.study.points[0].plan);
    return fits;
  }

  async forget(plan: Plan): Promise<void> {
    this.resident?.recent.forget(plan);
  }

  async units(plan: Plan): Promise<Outcome<readonly Unit[]>> {
    const ranked = this.resident ? await this.resident.cutter.ranking(plan) : NOT_LOADED;
    return ranked.ok ? { ok: true, value: unitsOf(ranked.value) } : ranked;
  }

  async probe(job: ProbeJob, alive: () => void): Promise<Outcome<ProbeResult>> {
    const { resident } = this;
    if (!resident) return NOT_LOADED;
    const superseded = this.lanes.start(job.lane);
    const ranked = await resident.cutter.ranking(job.plan);
    if (!ranked.ok) return ranked;
    const tick = atMostTenASecond<void>(alive);
    return probe(resident, ranked.value, job, { superseded, alive: () => tick() });
  }

  async timeLayers({ lane }: LayerTimesJob, alive: () => void): Promise<Outcome<LayerTimes>> {
    const { resident } = this;
    if (!resident) return NOT_LOADED;
    if (!resident.kernels.ok) return resident.kernels;
    const superseded = this.lanes.start(lane);
    return measureLayerTimes(resident, resident.kernels.value, { superseded, alive });
  }

  async layerDetail({ lane, plan, layer }: LayerDetailJob): Promise<Outcome<LayerDetail>> {
    if (!this.resident) return NOT_LOADED;
    const superseded = this.lanes.start(lane);
    const detail = await this.resident.cutter.detail(plan, layer);
    return superseded() ? SUPERSEDED : detail;
  }

  async timePlan({ lane, plan }: PlanTimesJob, alive: () => void): Promise<Outcome<PlanTimes>> {
    const { resident } = this;
    if (!resident) return NOT_LOADED;
    if (!resident.kernels.ok) return resident.kernels;
    const superseded = this.lanes.start(lane);
    return measurePlanTimes(resident, resident.kernels.value, plan, { superseded, alive });
  }

  async giveWay(ms: number): Promise<void> {
    giveWay(ms);
  }

  async steerTraining(lane: string, order: TrainingOrder): Promise<void> {
    this.trainings.get(lane)?.give(order);
  }

  async cancel(lane: string): Promise<void> {
    this.lanes.cancel(lane);
  }

  async memory(): Promise<MemoryInfo> {
    return memoryInfo();
  }

  /** What another subject left is let go before the new one comes: a small board has no room for both. */
  private choose(request: LoadRequest): Resources {
    const resources = (this.resources ??= new Resources(
      this.read,
      request,
      this.readShared,
      this.openStored,
    ));
    if (JSON.stringify(this.request) !== JSON.stringify(request)) {
      this.live.end();
      this.resident = null;
    }
    this.request = request;
    resources.choose(request);
    return resources;
  }
}

function kernelInfo(kernels: Outcome<LabKernels>): RuntimeInfo['kernels'] {
  return kernels.ok
    ? { available: true, build: kernels.value.build }
    : { available: false, why: kernels };
}
