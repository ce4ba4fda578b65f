/** All state about one model: what was measured of it, and what is being measured. None of it outlives its model. */
import { nextTask } from '../base/nextTask';
import type { Clock } from '../base/clock';
import type { Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { LoadRequest } from '../protocol/lab';
import { looksAtWeights } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { defaultPlan } from '../pruning/validatePlan';
import type { ModelStorage } from '../storage/modelStorage';
import type { OtherTabs, TabNews } from '../storage/otherTabs';
import { boardPower } from '../study/boardPower';
import type { Study } from '../study/point';
import type { ReadExample } from '../subject/example';
import type { LabModel } from '../subject/labModel';
import { AllocationState } from './allocationState.svelte';
import { BesideStudy } from './besideStudy.svelte';
import { BenchState, type Benchmarker } from './benchState.svelte';
import { CameraState, type OpenCamera } from './cameraState.svelte';
import { connectedMeter } from './connectedMeter';
import type { EnergyPage } from './energyRun';
import { EnergyState } from './energyState.svelte';
import { ExampleStudy } from './exampleStudy.svelte';
import type { Surroundings } from './environment';
import { FiguresState, SLIDER_LANE } from './figuresState.svelte';
import { FlipsState } from './flips.svelte';
import { FrontNetworks } from './frontNetworks.svelte';
import { InterruptedStudy } from './interruptedStudy.svelte';
import { KeptNetworks } from './keptNetworks.svelte';
import { KeptPoints } from './keptPoints.svelte';
import { KnownPoints } from './knownPoints';
import { LabCondition } from './labCondition.svelte';
import { LayerDetailState } from './layerDetail.svelte';
import type { LabWorkers } from './labWorkers';
import { Measurer } from './measurer';
import type { MeterState } from './meterState.svelte';
import type { MeterTrace } from './meterTrace.svelte';
import { NetworkExport, type Exporter } from './networkExport.svelte';
import { OpenedStudy } from './openedStudy.svelte';
import { Orders } from './orders';
import { PaceState } from './paceState.svelte';
import type { PlanState } from './planState.svelte';
import { PlanTimesState } from './planTimes.svelte';
import { PointLibrary } from './pointLibrary.svelte';
import { PreparedNetworks } from './preparedNetworks';
import type { RunElsewhere } from './runElsewhere.svelte';
import { SensitivityState } from './sensitivityState.svelte';
import { ShownPictures } from './shownPictures.svelte';
import { Studies } from './studies.svelte';
import { StudyForm } from './studyForm.svelte';
import { StudyRunner } from './studyRunner.svelte';
import { TableState } from './tableState.svelte';
import { TrainingState } from './trainingState.svelte';

/** What outlives a model. */
export interface Shared {
  readonly labWorkers: LabWorkers;
  readonly benchmarker: Benchmarker;
  readonly exporter: Exporter;
  readonly plans: PlanState;
  readonly meter: MeterState;
  readonly trace: MeterTrace;
  readonly energyPage: EnergyPage;
  readonly openCamera: OpenCamera;
  readonly readExample: ReadExample;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly tabs: OtherTabs;
  readonly elsewhere: RunElsewhere;
}

const TRAINS = refusal('training-runs');
const SENSITIVITY_RUNS = refusal('sensitivity-runs');
const ALLOCATES = refusal('allocation-runs');

export class Experiment {
  readonly model: LabModel;
  readonly lab: LabCondition;
  readonly tables: TableState;
  readonly figures: FiguresState;
  readonly flips: FlipsState;
  readonly shownPictures: ShownPictures;
  readonly camera: CameraState;
  readonly training: TrainingState;
  readonly opened: OpenedStudy;
  readonly points: PointLibrary;
  readonly example = new ExampleStudy();
  readonly known: KnownPoints;
  readonly beside = new BesideStudy();
  readonly networks: KeptNetworks;
  readonly frontNetworks: FrontNetworks;
  readonly exported: NetworkExport;
  readonly study: StudyRunner;
  readonly studyForm: StudyForm;
  readonly interrupted: InterruptedStudy;
  readonly studies: Studies;
  readonly bench: BenchState;
  readonly energy: EnergyState;
  readonly orders: Orders;
  readonly sensitivity: SensitivityState;
  readonly allocation: AllocationState;
  readonly layerDetails: LayerDetailState;
  readonly planTimes: PlanTimesState;
  readonly #measurer: Measurer;
  readonly #pace: PaceState;
  readonly #plans: PlanState;
  readonly #readExample: ReadExample;
  readonly #elsewhere: RunElsewhere;
  readonly #stopHearing: () => void;
  #ended = false;

  /**
   * @param subject key of the model and its pictures
   * @param request where their files lie
   */
  constructor(
    model: LabModel,
    subject: string,
    request: LoadRequest,
    storage: ModelStorage,
    shared: Shared,
  ) {
    const { labWorkers, clock, surroundings, plans, meter, trace, tabs, elsewhere } = shared;
    const { workerCount: workers } = labWorkers;
    const pace = new PaceState({ workers, together: surroundings.crossOriginIsolated });
    const measurer = new Measurer(labWorkers, clock, pace);
    measurer.askBoard = surroundings.board;
    this.model = model;
    this.#measurer = measurer;
    this.#pace = pace;
    this.#plans = plans;
    this.#readExample = shared.readExample;
    this.#elsewhere = elsewhere;

    // The plan, and what is known of it.
    const lab = (this.lab = new LabCondition(labWorkers, request, surroundings, clock));
    const tables = (this.tables = new TableState(labWorkers));
    const opened = new OpenedStudy({ store: storage.studies, subject, clock, tabs });
    this.opened = opened;
    const points = (this.points = new PointLibrary(new KeptPoints(opened, clock), lab));
    this.#stopHearing = tabs.listen((news) => this.#hear(news));
    const figures = new FiguresState({ lab, plans, tables, points, measurer, clock });
    const known = (this.known = new KnownPoints(points, figures, lab, opened));
    const prepared = new PreparedNetworks({
      pace,
      denseBytesOf: (plan) => known.denseBytesOf(plan),
      isKept: (plan) => this.networks.whereIs(plan) !== null,
    });
    this.figures = figures;
    this.flips = new FlipsState({ lab, figures, plans, points });
    this.shownPictures = new ShownPictures(labWorkers);
    this.camera = new CameraState({
      ...{ labWorkers, clock, open: shared.openCamera },
      network: () => {
        const { point } = this.flips.point ?? figures.measured ?? figures.dense ?? {};
        return point ? { plan: point.plan, runtime: lab.runtime } : null;
      },
    });
    const whileShown = {
      networkFile: (plan: Plan, study: Study) => labWorkers.networkFile(plan, study),
      readNetwork: (file: Blob) => labWorkers.readNetwork(file),
      // Storage may answer late: by then the workers hold another model.
      useNetwork: (plan: Plan, file: Blob | null) =>
        this.#ended ? undefined : labWorkers.useNetwork(plan, file),
    };
    this.networks = new KeptNetworks({
      ...{ labWorkers: whileShown, store: storage.networks, clock, lab, known },
      onUse: (plan) => prepared.forget(plan),
      onOpened: (plan) => {
        plans.load({ plan, images: plans.images });
        figures.again();
      },
    });

    this.frontNetworks = new FrontNetworks({
      ...{ networks: this.networks, points, opened, lab, room: surroundings.room },
    });
    points.onAdded = () => void this.frontNetworks.see();

    this.exported = new NetworkExport({ networks: this.networks, lab, exporter: shared.exporter });

    // What takes the machine for itself.
    const study = (this.study = new StudyRunner({
      ...{ measurer, points, here: lab, clock, pace },
      keepAwake: () => shared.energyPage.keepAwake(),
    }));
    const form = (this.studyForm = new StudyForm());
    const interrupted = new InterruptedStudy({ lab, memory: opened, points, elsewhere });
    const bench = (this.bench = new BenchState(shared.benchmarker, request, study));
    const energy = new EnergyState({
      ...{ labWorkers, clock, page: shared.energyPage, networks: prepared },
      askBoard: surroundings.board,
      meter: () => connectedMeter(meter),
      onWindows: (windows) => (trace.windows = windows),
      onEnergy: (plan, record) => {
        trace.idleW = record.windows.findLast(({ idleW }) => idleW !== null)?.idleW ?? null;
        points.addEnergy(plan, { ...record, origin: lab.origin() });
      },
    });
    this.interrupted = interrupted;
    this.energy = energy;
    this.orders = new Orders({
      ...{ lab, study, form, interrupted, bench, energy, figures, known, elsewhere },
    });

    // What helps to choose a plan, or to train its network.
    this.training = new TrainingState({
      steer: (lane, order) => labWorkers.steerTraining(lane, order),
      cancel: (lane) => (lane === SLIDER_LANE ? figures.cancel() : study.cancel()),
    });
    this.studies = new Studies({
      ...{ opened, points, interrupted, lab, clock, elsewhere },
      obstacle: () => this.orders.obstacle,
    });
    this.sensitivity = new SensitivityState(labWorkers, clock);
    this.layerDetails = new LayerDetailState(labWorkers);
    this.planTimes = new PlanTimesState(labWorkers);
    this.allocation = new AllocationState({
      ...{ labWorkers, clock },
      network: () => lab.lab?.subject.network ?? null,
      power: () => boardPower(points.all.map(({ point }) => point)),
      onFound: (plan) => plans.load({ plan, images: plans.images }),
    });

    lab.onRuntime = () => {
      measurer.runtime = lab.runtime;
      measurer.threads = lab.threads;
      figures.changed();
    };
    measurer.onThreads = (why) => lab.loseThreads(why);
    measurer.onTraining = (lane, plan, tick) => this.training.see(lane, plan, tick);
    measurer.onMeasured = (job, { size }) => prepared.measured(job, size.denseBytes);
  }

  /**
   * Storage is never waited for: what it brings back joins whenever it comes. Loads the lab, measures the dense network at
   * once, then the plan. False where the lab could not be loaded, or another model was chosen meanwhile.
   */
  async start(): Promise<boolean> {
    this.#restore();
    void this.example.restore(this.model, this.#readExample);
    if (!(await this.lab.load()) || this.#ended) return false;
    this.#measurer.runtime = this.lab.runtime;
    this.#measurer.threads = this.lab.threads;
    this.#pace.trainingImages = this.lab.lab!.subject.trainingImages;
    if (this.lab.lack) this.#doWithoutPictures();
    void this.tables.ask(this.#plans.plan);
    await this.figures.measureDense();
    // What the page shows of it is written before the plan, which may be measured already, brings more.
    await nextTask();
    // A program may have begun a study in the meantime: its points come first.
    await this.orders.studyEnd;
    if (!this.#ended) this.figures.settleFirst();
    return !this.#ended;
  }

  /** What runs and would be lost with the model; null where nothing does. */
  get obstacle(): Refusal | null {
    if (this.orders.obstacle) return this.orders.obstacle;
    if (this.training.running) return TRAINS;
    if (this.sensitivity.running) return SENSITIVITY_RUNS;
    return this.allocation.running ? ALLOCATES : null;
  }

  /** Another model takes its place: nothing more is asked of the workers. */
  end(): void {
    this.#ended = true;
    this.#stopHearing();
    this.camera.stop();
    this.figures.end();
  }

  /** What the controls begin with would only be refused. */
  #doWithoutPictures(): void {
    const { plan } = this.#plans;
    if (!looksAtWeights(plan.method)) this.#plans.chooseMethod(defaultPlan().method);
    if (plan.repair.length > 0) this.#plans.change({ repair: [] });
    const methods = this.studyForm.wish.methods.filter(looksAtWeights);
    this.studyForm.change({ methods, repair: [] });
  }

  #restore(): void {
    this.#elsewhere.onEnd = () => void this.#restoreStudy();
    // Of a study that is open no longer, or not yet, nothing leaves its front.
    void Promise.all([this.points.restore(), this.networks.restore()]).then(() =>
      this.frontNetworks.see(),
    );
    void this.#restoreStudy();
  }

  /** Also what another tab has left unfinished: it is offered here. */
  async #restoreStudy(): Promise<void> {
    await Promise.all([this.opened.restore(), this.#elsewhere.look()]);
    const study = await this.interrupted.restore();
    if (study) this.studyForm.restore(study.wish);
  }

  #hear({ study, put, removed }: TabNews): void {
    void this.#elsewhere.look();
    void this.opened.list().catch(() => {});
    if (study === this.opened.id) this.points.hear(put, removed);
  }
}
