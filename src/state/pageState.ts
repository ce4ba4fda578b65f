/** All state of the page, put together; nothing else makes these objects. */
import type { Clock } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import type { LoadRequest } from '../protocol/lab';
import type { MachineLock } from '../storage/machineLock';
import type { ModelStorage } from '../storage/modelStorage';
import type { OtherTabs } from '../storage/otherTabs';
import type { FolderOfFiles } from '../subject/imported';
import type { ReadExample } from '../subject/example';
import type { LabModel } from '../subject/labModel';
import { MODELS } from '../subject/models';
import { sentence } from '../words/sentence';
import type { BenchState, Benchmarker } from './benchState.svelte';
import type { EnergyPage } from './energyRun';
import type { Surroundings } from './environment';
import type { CameraState, OpenCamera } from './cameraState.svelte';
import type { Catalogue } from './catalogue.svelte';
import { DeviceState } from './deviceState.svelte';
import { Expectations } from './expectations.svelte';
import { Experiment } from './experiment';
import { Held } from './held.svelte';
import type { LabWorkers } from './labWorkers';
import { MeterState, type MeterAccess } from './meterState.svelte';
import { MeterTrace } from './meterTrace.svelte';
import { OpeningState, type ModelOpener } from './openingState.svelte';
import { expectedOf, PicturesState, type PicturesWorker } from './picturesState.svelte';
import { parseLink } from './planLink';
import { PlanState } from './planState.svelte';
import type { BesideStudy } from './besideStudy.svelte';
import type { AllocationState } from './allocationState.svelte';
import type { EnergyState } from './energyState.svelte';
import type { ExampleStudy } from './exampleStudy.svelte';
import type { FiguresState } from './figuresState.svelte';
import type { FlipsState } from './flips.svelte';
import type { AskRoom, FrontNetworks } from './frontNetworks.svelte';
import type { InterruptedStudy } from './interruptedStudy.svelte';
import type { KeptNetworks } from './keptNetworks.svelte';
import type { KnownPoints } from './knownPoints';
import type { LabCondition } from './labCondition.svelte';
import type { LayerDetailState } from './layerDetail.svelte';
import type { PlanTimesState } from './planTimes.svelte';
import type { Exporter, NetworkExport } from './networkExport.svelte';
import type { OpenedStudy } from './openedStudy.svelte';
import type { Orders } from './orders';
import type { PointLibrary } from './pointLibrary.svelte';
import { RunElsewhere } from './runElsewhere.svelte';
import type { SensitivityState } from './sensitivityState.svelte';
import type { ShownPictures } from './shownPictures.svelte';
import type { Studies } from './studies.svelte';
import type { StudyForm } from './studyForm.svelte';
import type { StudyRunner } from './studyRunner.svelte';
import type { TableState } from './tableState.svelte';
import type { TrainingState } from './trainingState.svelte';
import type { UnusedFiles } from './unusedFiles.svelte';

export interface PageParts {
  readonly labWorkers: LabWorkers;
  readonly benchmarker: Benchmarker;
  readonly exporter: Exporter;
  /** That the page begins with. */
  readonly model: LabModel;
  /** Where a model and its data set lie. */
  readonly filesOf: (model: LabModel) => LoadRequest;
  /** @param subject `storageKey` of the model */
  readonly storageOf: (subject: string) => ModelStorage;
  readonly catalogue: Catalogue;
  readonly unused: UnusedFiles;
  readonly opener: ModelOpener;
  readonly picturesWorker: PicturesWorker;
  /** Of a data set that was brought. */
  readonly keepFolder: (folder: FolderOfFiles) => Promise<unknown>;
  readonly meterAccess: MeterAccess;
  readonly energyPage: EnergyPage;
  readonly openCamera: OpenCamera;
  readonly readExample: ReadExample;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly tabs: OtherTabs;
  readonly lock: MachineLock;
  /** Why the page does not begin with the model that its address asks for; null where it does. */
  readonly missing: Refusal | null;
  /** What stands behind # in the page's address. */
  readonly hash: string;
}

const DONE = { ok: true, value: null } as const;

/** What is known of a model is that of the chosen one; the plan, its history and the meter stay whichever is chosen. */
export class PageState {
  readonly plans: PlanState;
  readonly meter: MeterState;
  readonly trace: MeterTrace;
  /** What the permalink that the page was opened with says that is unknown, one sentence each. */
  readonly linkStrange: readonly string[];
  readonly catalogue: Catalogue;
  readonly unused: UnusedFiles;
  readonly opening: OpeningState;
  readonly pictures: PicturesState;
  readonly elsewhere: RunElsewhere;
  readonly room: AskRoom;
  readonly device: DeviceState;
  readonly expectations = new Expectations(() => sessionStorage);
  readonly #experiment: Held<Experiment>;
  readonly #newExperiment: (model: LabModel) => Experiment;

  constructor({
    meterAccess,
    hash,
    model,
    filesOf,
    storageOf,
    catalogue,
    missing,
    ...parts
  }: PageParts) {
    const { opener, clock } = parts;
    this.catalogue = catalogue;
    this.unused = parts.unused;
    const choose = (id: string) => this.chooseModel(id);
    this.opening = new OpeningState({ opener, catalogue, clock, choose });
    this.pictures = new PicturesState({
      worker: parts.picturesWorker,
      expected: () => this.lab.lab && expectedOf(this.lab.lab),
      use: async (dataset) => {
        if (!dataset.kept) await parts.keepFolder(dataset);
        return this.choosePictures(dataset.id);
      },
    });
    const linked = parseLink(hash);
    this.linkStrange = [...(missing ? [sentence(missing)] : []), ...(linked?.strange ?? [])];
    const plans = (this.plans = new PlanState(linked?.linked));
    const meter = (this.meter = new MeterState(meterAccess, parts.clock));
    const trace = (this.trace = new MeterTrace(meter, parts.clock));
    const elsewhere = (this.elsewhere = new RunElsewhere(parts.lock));
    this.room = parts.surroundings.room;
    this.device = new DeviceState(parts.surroundings);
    const shared = { ...parts, plans, meter, trace, elsewhere };
    this.#newExperiment = (chosen) => {
      const key = storageKey(chosen);
      return new Experiment(chosen, key, filesOf(chosen), storageOf(key), shared);
    };
    this.#experiment = new Held(this.#newExperiment(model));
    plans.onChange = () => this.figures.changed();
    plans.networkOf = () => this.lab.lab?.subject.network ?? null;
  }

  /** Loads the chosen model and measures its dense network, then the plan. */
  start(): Promise<boolean> {
    void this.meter.start();
    return this.#now.start();
  }

  /**
   * Another model, in the same workers, which let the one before go; the plan stays, and points come back with their model.
   * Refused while something runs that would be lost.
   */
  chooseModel(id: string): Outcome<null> {
    const model = this.catalogue.find(id);
    if (!model.ok) return model;
    return id === this.model.id ? DONE : this.#change(model.value);
  }

  /** The same model judged on other pictures, or on none. Refused as `chooseModel`. @param dataset as `LabModel` */
  choosePictures(dataset: string | null): Outcome<null> {
    if (dataset === this.model.dataset) return DONE;
    const changed = this.#change({ ...this.model, dataset });
    if (changed.ok) void this.catalogue.judge(this.model.id, dataset);
    return changed;
  }

  #change(model: LabModel): Outcome<null> {
    const { obstacle } = this.#now;
    if (obstacle) return obstacle;
    const { runtime, threads, latencyFirst } = this.lab;
    this.#now.end();
    this.#experiment.value = this.#newExperiment(model);
    this.lab.chooseRuntime(runtime);
    this.lab.chooseThreads(threads);
    this.lab.latencyFirst = latencyFirst;
    void this.start();
    return DONE;
  }

  get #now(): Experiment {
    return this.#experiment.value;
  }

  get model(): LabModel {
    return this.#now.model;
  }

  get lab(): LabCondition {
    return this.#now.lab;
  }

  get tables(): TableState {
    return this.#now.tables;
  }

  get figures(): FiguresState {
    return this.#now.figures;
  }

  get flips(): FlipsState {
    return this.#now.flips;
  }

  get camera(): CameraState {
    return this.#now.camera;
  }

  get shownPictures(): ShownPictures {
    return this.#now.shownPictures;
  }

  get training(): TrainingState {
    return this.#now.training;
  }

  get opened(): OpenedStudy {
    return this.#now.opened;
  }

  get points(): PointLibrary {
    return this.#now.points;
  }

  get example(): ExampleStudy {
    return this.#now.example;
  }

  get known(): KnownPoints {
    return this.#now.known;
  }

  get beside(): BesideStudy {
    return this.#now.beside;
  }

  get networks(): KeptNetworks {
    return this.#now.networks;
  }

  get frontNetworks(): FrontNetworks {
    return this.#now.frontNetworks;
  }

  get exported(): NetworkExport {
    return this.#now.exported;
  }

  get study(): StudyRunner {
    return this.#now.study;
  }

  get studyForm(): StudyForm {
    return this.#now.studyForm;
  }

  get interrupted(): InterruptedStudy {
    return this.#now.interrupted;
  }

  get studies(): Studies {
    return this.#now.studies;
  }

  get bench(): BenchState {
    return this.#now.bench;
  }

  get energy(): EnergyState {
    return this.#now.energy;
  }

  get orders(): Orders {
    return this.#now.orders;
  }

  get sensitivity(): SensitivityState {
    return this.#now.sensitivity;
  }

  get allocation(): AllocationState {
    return this.#now.allocation;
  }

  get layerDetails(): LayerDetailState {
    return this.#now.layerDetails;
  }

  get planTimes(): PlanTimesState {
    return this.#now.planTimes;
  }
}

/** Under which its points are kept: a model that lies beside the page is judged on its own data set, where nothing else is said. */
function storageKey({ id, dataset }: LabModel): string {
  const own = MODELS.some((row) => row.id === id && row.dataset === dataset);
  return own ? id : `${id}+${dataset ?? ''}`;
}
