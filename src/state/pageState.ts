/** All state of the page, put together; nothing else makes these objects. */
import type { Clock } from '../base/clock';
import type { ModelStorage } from '../storage/modelStorage';
import { boardPower } from '../study/boardPower';
import { AllocationState } from './allocationState.svelte';
import { BenchState, type Benchmarker } from './benchState.svelte';
import { connectedMeter } from './connectedMeter';
import type { EnergyPage } from './energyRun';
import { EnergyState } from './energyState.svelte';
import type { Surroundings } from './environment';
import { FiguresState, SLIDER_LANE } from './figuresState.svelte';
import { InterruptedStudy } from './interruptedStudy.svelte';
import { KeptNetworks } from './keptNetworks.svelte';
import { KeptPoints } from './keptPoints.svelte';
import { KnownPoints } from './knownPoints';
import { LabState } from './labState.svelte';
import type { Laboratory } from './laboratory';
import { Measurer } from './measurer';
import { MeterState, type MeterAccess } from './meterState.svelte';
import { MeterTrace } from './meterTrace.svelte';
import { Orders } from './orders';
import { PaceState } from './paceState.svelte';
import { parseLink } from './planLink';
import { PlanState } from './planState.svelte';
import { PointLibrary } from './pointLibrary.svelte';
import { PreparedNetworks } from './preparedNetworks';
import { SensitivityState } from './sensitivityState.svelte';
import { StudyForm } from './studyForm.svelte';
import { StudyRunner } from './studyRunner.svelte';
import { TableState } from './tableState.svelte';
import { TrainingState } from './trainingState.svelte';

export interface PageParts {
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

export class PageState {
  readonly lab: LabState;
  readonly plans: PlanState;
  readonly tables: TableState;
  readonly figures: FiguresState;
  readonly training: TrainingState;
  readonly points: PointLibrary;
  readonly known: KnownPoints;
  readonly networks: KeptNetworks;
  readonly study: StudyRunner;
  readonly studyForm: StudyForm;
  readonly interrupted: InterruptedStudy;
  readonly bench: BenchState;
  readonly meter: MeterState;
  readonly trace: MeterTrace;
  readonly energy: EnergyState;
  readonly orders: Orders;
  readonly sensitivity: SensitivityState;
  readonly allocation: AllocationState;
  /** What the permalink that the page was opened with says that is unknown, one sentence each. */
  readonly linkStrange: readonly string[];
  readonly #measurer: Measurer;

  constructor(parts: PageParts) {
    const { laboratory, storage, clock, surroundings } = parts;
    const { workerCount: workers } = laboratory;
    const pace = new PaceState({ workers, together: surroundings.crossOriginIsolated });
    const measurer = new Measurer(laboratory, clock, pace);
    const linked = parseLink(parts.hash);
    this.linkStrange = linked?.strange ?? [];
    this.#measurer = measurer;

    // The plan, and what is known of it.
    const lab = (this.lab = new LabState(laboratory, surroundings, clock));
    const plans = (this.plans = new PlanState(linked?.linked));
    const tables = (this.tables = new TableState(laboratory));
    const points = (this.points = new PointLibrary(new KeptPoints(storage.points, clock), lab));
    const figures = new FiguresState({ lab, plans, tables, points, measurer, clock });
    const known = (this.known = new KnownPoints(points, figures, lab));
    const prepared = new PreparedNetworks({
      pace,
      bytesOf: (plan) => known.bytesOf(plan),
      isKept: (plan) => this.networks.whereIs(plan) !== null,
    });
    this.figures = figures;
    this.networks = new KeptNetworks({
      ...{ laboratory, store: storage.networks, clock, lab, known },
      onUse: (plan) => prepared.forget(plan),
      onOpened: (plan) => {
        plans.load({ plan, images: plans.images });
        figures.again();
      },
    });

    // What takes the machine for itself.
    const study = (this.study = new StudyRunner({ measurer, points, here: lab, clock, pace }));
    const form = (this.studyForm = new StudyForm());
    const interrupted = new InterruptedStudy({ memory: storage.study, points });
    const bench = (this.bench = new BenchState(parts.benchmarker, study));
    const meter = (this.meter = new MeterState(parts.meterAccess, clock));
    const trace = (this.trace = new MeterTrace(meter, clock));
    const energy = new EnergyState({
      ...{ laboratory, clock, page: parts.energyPage, networks: prepared },
      meter: () => connectedMeter(meter),
      onWindows: (windows) => (trace.windows = windows),
      onEnergy: (plan, record) => {
        trace.idleW = record.windows.findLast(({ idleW }) => idleW !== null)?.idleW ?? null;
        points.addEnergy(plan, { ...record, origin: lab.origin() });
      },
    });
    this.interrupted = interrupted;
    this.energy = energy;
    this.orders = new Orders({ lab, study, form, interrupted, bench, energy, figures, known });

    // What helps to choose a plan, or to train its network.
    this.training = new TrainingState({
      steer: (lane, order) => laboratory.steerTraining(lane, order),
      cancel: (lane) => (lane === SLIDER_LANE ? figures.cancel() : study.cancel()),
    });
    this.sensitivity = new SensitivityState(laboratory, clock);
    this.allocation = new AllocationState({
      ...{ laboratory, clock },
      network: () => lab.lab?.network ?? null,
      power: () => boardPower(points.all.map(({ point }) => point)),
      onFound: (plan) => plans.load({ plan, images: plans.images }),
    });

    plans.onChange = () => figures.changed();
    lab.onRuntime = () => {
      measurer.runtime = lab.runtime;
      figures.changed();
    };
    measurer.onTraining = (lane, plan, tick) => this.training.see(lane, plan, tick);
    measurer.onMeasured = (job, { size }) => prepared.measured(job, size.denseBytes);
  }

  /**
   * Storage is never waited for: what it brings back joins whenever it comes. Loads the lab, measures the dense network at
   * once, then the plan that the page was opened with.
   */
  async start(): Promise<boolean> {
    this.#restore();
    if (!(await this.lab.load())) return false;
    this.#measurer.runtime = this.lab.runtime;
    void this.tables.ask(this.plans.plan);
    await this.figures.measureDense();
    // A program may have begun a study in the meantime: its points come first.
    await this.orders.studyEnd;
    this.figures.settleFirst();
    return true;
  }

  #restore(): void {
    void this.points.restore();
    void this.networks.restore();
    void this.meter.start();
    void this.interrupted.restore().then((study) => study && this.studyForm.restore(study.wish));
  }
}
