/**
 * The page for programs: `window.pruningLab`. It does what a person at the page can do, through the same
 * state, and nothing else; `npm run study` is built on it.
 */
import type { Note, Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { FileChoice } from '../export/fileChoice';
import type { Plan } from '../pruning/plan';
import { isTimed, type MeasuredPoint } from '../study/measuredPoint';
import type { WrittenFile } from './networkExport.svelte';
import type { FoundModel } from '../protocol/opening';
import type { LeftFile } from '../pictures/foundPicture';
import { awaitsPictures, type Study } from '../study/point';
import { studyOrder, type StudyRequest } from '../study/studyPlans';
import type { EnergyProgress } from './energyState.svelte';
import { NO_ENERGY, orderEnergy, withEstimates, type EnergyOrder } from './studyEnergy';
import type { StudyPhase } from './studyRunner.svelte';
import type { PageState } from './pageState';
import type { FoundClass } from './picturesState.svelte';

export interface StudyProgress {
  readonly phase: StudyPhase;
  readonly done: number;
  readonly total: number;
  /** Null before the first plan is measured. */
  readonly secondsLeft: number | null;
  /** The energy run, while there is one. */
  readonly energy: Pick<EnergyProgress, 'sound' | 'spoiled' | 'left' | 'added'> | null;
  /** Why plans could not be measured. */
  readonly failures: readonly Note[];
}

export interface GivenFileAt {
  /** As a person who drops it gives it. */
  readonly path: string;
  readonly url: string;
}

/** What was found in files of pictures, and what became of it. */
export interface UsedPictures {
  readonly train: number;
  readonly test: number;
  readonly copies: number;
  readonly classes: readonly FoundClass[];
  readonly left: readonly LeftFile[];
}

export interface PageApi {
  /** Resolves when model and images are loaded, or with the reason why they are not. */
  ready(): Promise<Outcome<null>>;
  /** The model chooser: `ready` then resolves for this model. @param id of a row of `MODELS` */
  chooseModel(id: string): Outcome<null>;
  /**
   * *Open…*: resolves when the network is loaded. Refused as the dialog refuses it.
   * @param inputSize pixels, where the files leave them open
   */
  openModel(files: readonly GivenFileAt[], inputSize?: number): Promise<Outcome<FoundModel>>;
  /**
   * *Yours…*: what is loaded is judged on these pictures, as they are split and matched where nobody corrects it. Refused
   * as the dialog refuses them, and with `no-pictures-found`. Those whose class is not known calibrate alone.
   * @param given files, or the address of one, of which no more may be fetched than is needed
   */
  usePictures(given: readonly GivenFileAt[] | string): Promise<Outcome<UsedPictures>>;
  /** Of what is loaded: pictures that accuracies are measured on. */
  testImages(): number;
  /**
   * *Run study*. Resolves with the points of these plans alone when the last is measured.
   * @param images test images of every accuracy: the first of the file
   * @param energy where joules come from; where they cannot be had, `progress().failures` says why
   * @param earlier a study.json: points of these plans that were finished here are not measured again
   */
  runStudy(
    request: StudyRequest,
    images: number,
    energy?: EnergyOrder,
    earlier?: string,
  ): Promise<Outcome<Study>>;
  /** Of the study that runs: its points so far; null while there is none. */
  measured(): Study | null;
  /** Ends the study at once: `runStudy` resolves with the points that there are. */
  stopStudy(): void;
  progress(): StudyProgress;
  /**
   * *Download…*: the network of a point of the last study that ran here.
   * @param point its place in that study
   */
  writeNetwork(point: number, choice: FileChoice): Promise<Outcome<WrittenFile>>;
  /**
   * A trade-off chart of the last study that ran here: an SVG file's text; '' before there is one.
   * @param axis id of a row of `AXES`; sparse-encoded size where it is left out
   */
  chartSvg(axis?: string): string;
}

export function pageApi(page: PageState, draw: (study: Study, axis: string) => string): PageApi {
  let last: Study | null = null;
  let items: readonly MeasuredPoint[] = [];
  let energyTrouble: Note[] = [];
  let running: { readonly plans: readonly Plan[]; readonly images: number } | null = null;
  let stopped = false;

  function pointsSoFar(): readonly MeasuredPoint[] {
    const { lab, points } = page;
    if (!running) return [];
    const answered = lab.testImages(running.images);
    return running.plans.flatMap((plan) => points.find(plan, answered) ?? []);
  }

  /** All plans, or those that an earlier study has not finished. */
  async function order(request: StudyRequest, images: number, earlier: string | undefined) {
    const { lab, orders, points, figures } = page;
    const asked = studyOrder(request, lab.lab?.subject.network ?? null);
    if (!asked.ok) return asked;
    const { plans } = asked.value;
    running = { plans, images };
    if (earlier === undefined) return orders.runStudy(request, images);
    const taken = await points.importStudy(earlier);
    if (!taken.ok) return taken;
    const answered = lab.testImages(images);
    const rest = plans.filter((plan) => !isFinished(points.find(plan, answered)));
    const measured = await orders.measurePlans(rest, images);
    if (!measured.ok) return measured;
    // As after a whole study: without its answers here, nothing new could be compared with it.
    if (rest.length > 0 && !stopped) await figures.measureDense(answered);
    return asked;
  }

  return {
    async ready() {
      const { lab } = page;
      if (await lab.load()) return { ok: true, value: null };
      return lab.failure ?? refusal('load-failed');
    },
    chooseModel: (id) => page.chooseModel(id),
    async openModel(files, inputSize) {
      const { opening } = page;
      await opening.open(await blobsAt(files), inputSize);
      const { found } = opening;
      if (!found) return opening.trouble ?? refusal('load-failed');
      await opening.use();
      if (opening.trouble) return opening.trouble;
      const ready = await this.ready();
      return ready.ok ? { ok: true, value: found } : ready;
    },
    async usePictures(given) {
      const { pictures } = page;
      const before = await this.ready();
      if (!before.ok) return before;
      pictures.ask();
      if (typeof given === 'string') await pictures.fetch(given);
      else await pictures.add(await blobsAt(given));
      const { train, test } = pictures.split;
      const { classes, left, copies } = pictures;
      const found = { train: train.length, test: test.length, classes, left, copies };
      const some = train.length + test.length > 0;
      if (some) await pictures.use();
      const trouble = pictures.trouble ?? (some ? null : refusal('no-pictures-found'));
      pictures.close();
      if (trouble) return trouble;
      const ready = await this.ready();
      return ready.ok ? { ok: true, value: found } : ready;
    },
    testImages: () => page.lab.lab?.testLabels.length ?? 0,
    async runStudy(request, images, asked = NO_ENERGY, earlier = undefined) {
      const { lab, known, study, energy } = page;
      stopped = false;
      const ordered = await order(request, images, earlier);
      if (!ordered.ok) return ordered;
      const { plans } = ordered.value;
      const joules = await orderEnergy(page, plans, stopped ? NO_ENERGY : asked);
      energyTrouble = joules.ok
        ? [...energy.failures.map(({ why }) => why), ...(energy.notice ? [energy.notice] : [])]
        : [joules];
      items = pointsSoFar();
      last = items.length > 0 ? known.studyOf(items) : null;
      if (last && asked.source === 'estimated') last = withEstimates(last, lab.runtime);
      return last ? { ok: true, value: last } : nothingMeasured(study.run?.failures[0]?.why);
    },
    measured() {
      const points = pointsSoFar();
      return points.length > 0 ? page.known.studyOf(points) : null;
    },
    stopStudy() {
      stopped = true;
      page.study.cancel();
      page.energy.cancel();
    },
    progress() {
      const { study, energy } = page;
      return {
        phase: study.phase,
        done: study.run?.done ?? 0,
        total: study.run?.plans.length ?? 0,
        secondsLeft: study.secondsLeft,
        energy: energy.progress,
        failures: [...(study.run?.failures ?? []).map(({ why }) => why), ...energyTrouble],
      };
    },
    writeNetwork: (point, choice) =>
      point in items
        ? page.exported.write(items[point], choice)
        : Promise.resolve(nothingMeasured()),
    chartSvg: (axis = 'bytes-encoded') => (last ? draw(last, axis) : ''),
  };
}

/** One after another: there may be thousands. */
async function blobsAt(files: readonly GivenFileAt[]) {
  const blobs: { path: string; blob: Blob }[] = [];
  for (const { path, url } of files) blobs.push({ path, blob: await (await fetch(url)).blob() });
  return blobs;
}

/** Its pictures are answered, and it is timed. */
function isFinished(item: MeasuredPoint | undefined): boolean {
  return item !== undefined && !awaitsPictures(item.point) && isTimed(item.point);
}

function nothingMeasured(cause: Refusal | null = null) {
  return refusal('nothing-measured', { cause });
}
