/** All state of the page, put together; nothing else makes these objects. */
import type { Surroundings } from './environment';
import type { RuntimeId } from '../study/runtimes';
import { refusal, type Outcome } from '../base/outcome';
import type { MethodId, Plan } from '../pruning/plan';
import { piWatts } from '../meter/simulation/piPower';
import { AllocationState, type Power } from './allocationState.svelte';
import { BenchState, type Benchmarker } from './benchState.svelte';
import type { Clock } from '../base/clock';
import { connectedMeter } from './connectedMeter';
import { besideDense } from '../study/denseComparison';
import type { EnergyPage } from './energyRun';
import { EnergyState } from './energyState.svelte';
import { FiguresState, SLIDER_LANE } from './figuresState.svelte';
import { LabState } from './labState.svelte';
import type { Laboratory } from './laboratory';
import { energyKey, importedPoint, type MeasuredPoint } from '../study/measuredPoint';
import { sortImported, type Imported } from '../study/importing';
import { parseStudy } from '../study/studyJson';
import { Measurer } from './measurer';
import { KeptNetworks } from './keptNetworks.svelte';
import { MeterState, type MeterAccess } from './meterState.svelte';
import { MeterTrace } from './meterTrace.svelte';
import { planKey } from '../pruning/planKey';
import { parseLink, type Linked } from './planLink';
import { PaceState } from './paceState.svelte';
import { PlanState } from './planState.svelte';
import { PreparedNetworks } from './preparedNetworks';
import type { ModelStorage } from '../storage/modelStorage';
import type { OperatingPoint, Study } from '../study/point';
import { studyPlans, type StudyOrder, type StudyRequest } from '../study/studyPlans';
import { energyFigures } from '../study/energy';
import { SensitivityState } from './sensitivityState.svelte';
import { InterruptedStudy } from './interruptedStudy.svelte';
import { StudyForm } from './studyForm.svelte';
import type { StudyOutlook } from './studyRun';
import { StudyRunner } from './studyRunner.svelte';
import { PointLibrary } from './pointLibrary.svelte';
import { KeptPoints } from './keptPoints.svelte';
import { TableState } from './tableState.svelte';
import { TrainingState } from './trainingState.svelte';

export interface WorkbenchParts {
  readonly laboratory: Laboratory;
  readonly benchmarker: Benchmarker;
  readonly storage: ModelStorage;
  readonly meterAccess: MeterAccess;
  readonly energyPage: EnergyPage;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  /** What stands behind # in the page's address. */
  readonly hash: string;
}

const BUSY = refusal('study', 'a study is running: wait for its end or cancel it');
const ENERGY_RUNS = refusal('energy', 'energy is being measured: wait for its end or cancel it');
const NOTHING_MEASURED = refusal(
  'energy',
  'no point to measure the energy of: let go of the slider or run a study first',
);
const NOTHING_BROKEN_OFF = refusal('study', 'no study was broken off: run one');
const NOT_LOADED = refusal('not-loaded', 'the lab is not loaded: load it first');
const BENCHMARK_RUNS = refusal(
  'benchmark',
  'the benchmark is running: wait for its end or cancel it',
);

export class Workbench {
  readonly lab: LabState;
  readonly plans: PlanState;
  readonly tables: TableState;
  readonly points: PointLibrary;
  readonly study: StudyRunner;
  readonly studyForm: StudyForm;
  readonly interrupted: InterruptedStudy;
  readonly figures: FiguresState;
  readonly bench: BenchState;
  readonly meter: MeterState;
  readonly trace: MeterTrace;
  readonly energy: EnergyState;
  readonly training: TrainingState;
  readonly networks: KeptNetworks;
  readonly sensitivity: SensitivityState;
  readonly allocation: AllocationState;
  readonly #measurer: Measurer;
  #studyEnd: Promise<void> = Promise.resolve();
  /** What the permalink that the page was opened with says that is unknown, one sentence each. */
  readonly linkStrange: readonly string[];

  constructor(parts: WorkbenchParts) {
    const { laboratory, benchmarker, storage, meterAccess, clock, surroundings, hash } = parts;
    const { energyPage: page } = parts;
    const linked = parseLink(hash);
    this.linkStrange = linked?.strange ?? [];
    const { crossOriginIsolated: together } = surroundings;
    const pace = new PaceState({ workers: laboratory.workerCount, together });
    const measurer = new Measurer(laboratory, clock, pace);
    this.#measurer = measurer;
    this.lab = new LabState(laboratory, surroundings, clock);
    this.plans = new PlanState(linked?.linked);
    this.tables = new TableState(laboratory);
    this.points = new PointLibrary(new KeptPoints(storage.points, clock), this.lab);
    const { lab, plans, tables, points } = this;
    this.study = new StudyRunner({ measurer, points, here: lab, clock, pace });
    const { study } = this;
    this.studyForm = new StudyForm();
    this.interrupted = new InterruptedStudy({
      memory: storage.study,
      plansOf: studyOrder,
      isMeasured: (plan, images) => points.isMeasured(plan, images),
      isWhole: (plan, images) => points.isWhole(plan, images),
    });
    this.bench = new BenchState(benchmarker, study);
    this.meter = new MeterState(meterAccess, clock);
    this.trace = new MeterTrace(this.meter, clock);
    this.figures = new FiguresState({ lab, plans, tables, points, measurer, clock });
    this.training = new TrainingState({
      steer: (lane, order) => laboratory.steerTraining(lane, order),
      cancel: (lane) => (lane === SLIDER_LANE ? this.figures.cancel() : study.cancel()),
    });
    const prepared = new PreparedNetworks({
      pace,
      bytesOf: (plan) => bytesOf(this.#knownPoints, plan),
      isKept: (plan) => this.networks.whereIs(plan) !== null,
    });
    this.networks = new KeptNetworks({
      laboratory: {
        networkFile: (plan, studyOfPlan) => laboratory.networkFile(plan, studyOfPlan),
        readNetwork: (file) => laboratory.readNetwork(file),
        useNetwork: (plan, file) => {
          laboratory.useNetwork(plan, file);
          prepared.forget(plan);
        },
      },
      store: storage.networks,
      clock,
      studyOf: (item) => this.studyOf([item]),
    });
    this.sensitivity = new SensitivityState(laboratory, clock);
    this.allocation = new AllocationState({
      ...{ laboratory, clock },
      network: () => lab.lab?.network ?? null,
      power: () => boardPower(points.all),
      onFound: (plan) => this.load({ plan, images: plans.images }),
    });
    measurer.onTraining = (lane, plan, tick) => this.training.see(lane, plan, tick);
    measurer.onMeasured = (job, { size }) => prepared.measured(job, size.denseBytes);
    this.energy = new EnergyState({
      ...{ laboratory, clock, page, networks: prepared },
      meter: () => connectedMeter(this.meter),
      onWindows: (windows) => (this.trace.windows = windows),
      onEnergy: (plan, energy) => {
        this.trace.idleW = energy.windows.findLast(({ idleW }) => idleW !== null)?.idleW ?? null;
        points.addEnergy(plan, { ...energy, origin: lab.origin() });
      },
    });
  }

  /**
   * Storage is never waited for: what it brings back joins whenever it comes. Loads the lab, measures the dense network at
   * once, then the plan that the page was opened with.
   */
  async start(): Promise<boolean> {
    void this.points.restore();
    void this.meter.start();
    void this.networks.restore();
    void this.interrupted.restore().then((study) => study && this.studyForm.restore(study.wish));
    if (!(await this.lab.load())) return false;
    this.#measurer.runtime = this.lab.runtime;
    void this.tables.ask(this.plans.plan);
    await this.figures.measureDense();
    // A program may have begun a study in the meantime: its points come first.
    await this.#studyEnd;
    this.figures.settleFirst();
    return true;
  }

  change(fields: Partial<Omit<Plan, 'method'>>): void {
    this.plans.change(fields);
    this.figures.changed();
  }

  chooseMethod(id: MethodId): void {
    this.plans.chooseMethod(id);
    this.figures.changed();
  }

  chooseRuntime(runtime: RuntimeId): void {
    this.lab.chooseRuntime(runtime);
    this.#measurer.runtime = this.lab.runtime;
    this.figures.changed();
  }

  chooseImages(images: number): void {
    this.plans.chooseImages(images);
    this.figures.changed();
  }

  load(linked: Linked): void {
    this.plans.load(linked);
    this.figures.changed();
  }

  undo(): void {
    this.plans.undo();
    this.figures.changed();
  }

  redo(): void {
    this.plans.redo();
    this.figures.changed();
  }

  /** Follows a permalink that was put into the address by hand. @returns what in it is unknown */
  follow(hash: string): readonly string[] {
    const read = parseLink(hash);
    if (read) this.load(read.linked);
    return read?.strange ?? [];
  }

  /** Repairs and measures the plan once more, though it has a point. */
  measureAgain(): void {
    this.networks.forgive(this.plans.plan);
    this.figures.again();
  }

  /** Keeps a network that was saved in a file, and measures it here. */
  async openNetwork(file: Blob): Promise<Outcome<null>> {
    if (!this.lab.lab) return NOT_LOADED;
    const opened = await this.networks.open(file);
    if (!opened.ok) return opened;
    const [{ plan }] = opened.value.points;
    this.plans.load({ plan, images: this.plans.images });
    void this.tables.ask(plan);
    this.figures.again();
    return { ok: true, value: null };
  }

  /** As they are written to files. */
  studyOf(points: readonly MeasuredPoint[]): Study {
    return { points: points.map((item) => this.pointOf(item)) };
  }

  /** Adds the points of a study.json, each with the environment that it was measured in. */
  importStudy(json: string): Outcome<Imported> {
    const study = parseStudy(json);
    if (!study.ok) return study;
    const { environment } = this.lab;
    if (!environment) return NOT_LOADED;
    const sorted = sortImported(study.value.points, environment);
    this.points.import(sorted.fitting.map(importedPoint));
    return { ok: true, value: sorted };
  }

  /** As it stands on the page and in files: its accuracy beside the dense network's on the same pictures. */
  pointOf(item: MeasuredPoint): OperatingPoint {
    const { lab } = this.lab;
    return lab ? besideDense(item, this.#knownPoints, lab.testLabels) : item.point;
  }

  /** Those of the study, and the dense network that the page has measured beside it. */
  get #knownPoints(): readonly MeasuredPoint[] {
    const { dense } = this.figures;
    return dense ? [dense, ...this.points.all] : this.points.all;
  }

  /** Joules of plans, one against the other, on the runtime that is chosen; those without a point are left out. */
  async measureEnergy(plans: readonly Plan[]): Promise<Outcome<null>> {
    if (this.study.phase !== 'idle') return BUSY;
    if (this.bench.phase === 'running') return BENCHMARK_RUNS;
    const known = new Set(this.#knownPoints.map(({ point }) => energyKey(point.plan)));
    const measured = plans.filter((plan) => known.has(energyKey(plan)));
    return measured.length > 0 ? this.energy.start(measured, this.lab.runtime) : NOTHING_MEASURED;
  }

  /** Goes on with the study that a reload broke off; what it has measured is not measured again. */
  async resumeStudy(): Promise<Outcome<StudyOrder>> {
    const { study } = this.interrupted;
    return study ? this.runStudy(study.request, study.images) : NOTHING_BROKEN_OFF;
  }

  /** Measures a whole study; refuses a request that names something that does not exist. */
  async runStudy(request: StudyRequest, images: number): Promise<Outcome<StudyOrder>> {
    const order = studyOrder(request);
    if (!order.ok || !this.lab.lab) return order;
    if (this.study.phase !== 'idle') return BUSY;
    if (this.bench.phase === 'running') return BENCHMARK_RUNS;
    if (this.energy.phase !== 'idle') return ENERGY_RUNS;
    const { plans } = order.value;
    const asked = { request, images, wish: this.studyForm.wish };
    this.interrupted.begin(asked);
    this.#studyEnd = this.study.start(plans, images, this.lab.lab);
    await this.#studyEnd;
    this.interrupted.end(asked);
    if (this.study.run?.done === plans.length) await this.figures.measureDense(images);
    return order;
  }

  /** What that study would be, before it is begun. */
  studyOutlook(request: StudyRequest, images: number): Outcome<StudyOutlook> {
    const order = studyOrder(request);
    return order.ok ? { ok: true, value: this.study.outlook(order.value.plans, images) } : order;
  }
}

/** With a dense point for every method's line. */
function studyOrder(request: StudyRequest): Outcome<StudyOrder> {
  const order = studyPlans(request);
  if (!order.ok) return order;
  const { plans, skipped } = order.value;
  return { ok: true, value: { plans: [...plans, ...sharedDense(plans)], skipped } };
}

/** The uncut network is measured once, but it is a point of every method's line. */
function sharedDense(plans: readonly Plan[]): Plan[] {
  const dense = plans.find(({ level }) => level === 0);
  if (!dense) return [];
  const others = new Map(
    plans.filter(({ method }) => method !== dense.method).map((plan) => [plan.method, plan]),
  );
  return [...others.values()].map((plan) => ({ ...plan, level: 0 }));
}

/** Of the plan's network, every zero stored; 0 where it is no point. */
function bytesOf(points: readonly MeasuredPoint[], plan: Plan): number {
  const key = planKey(plan);
  return points.find(({ point }) => planKey(point.plan) === key)?.point.bytes.dense ?? 0;
}

/** Of the last point that a meter has measured; without one, by the books. */
function boardPower(points: readonly MeasuredPoint[]): Power {
  const watts = points.flatMap(({ point: { energy } }) =>
    energy?.source === 'measured' ? (energyFigures(energy)?.meanW ?? []) : [],
  );
  const last = watts.at(-1);
  return last === undefined
    ? { watts: piWatts(1), measured: false }
    : { watts: last, measured: true };
}
