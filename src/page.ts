import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import './charts/forcedColors.css';
import { RUNTIMES } from './study/runtimes';
import { axisOf } from './charts/axes';
import { IMPORTED } from './subject/imported';
import { BenchBridge } from './bridge/benchBridge';
import { exampleReader } from './bridge/fetchExample';
import { ExportBridge } from './bridge/exportBridge';
import { ImportedFiles } from './bridge/importedFiles';
import { StoredDownloads } from './bridge/keptDownloads';
import type { AskServer, ReadAddress } from './download/resumedFile';
import { OpeningBridge } from './bridge/openingBridge';
import { PicturesBridge } from './bridge/picturesBridge';
import { subjectFiles } from './bridge/subjectFiles';
import { importedFolder } from './subject/imported';
import { importedFolders, privateFolder } from './storage/importedFolders';
import { Catalogue } from './state/catalogue.svelte';
import { UnusedFiles } from './state/unusedFiles.svelte';
import { browserMeter, MeterBridge } from './bridge/meter';
import { startLabWorkers } from './bridge/startLabWorkers';
import { giveWayWhileUsed } from './bridge/giveWayWhileUsed';
import { whileItTells } from './state/deviceState.svelte';
import { browserHints, type UserAgentData } from './state/browserHints';
import { PageWorkers } from './bridge/pageWorkers';
import { browserClock } from './base/clock';
import { nextTask } from './base/nextTask';
import { openBrowserCamera } from './state/browserCamera';
import { browserEnergyPage } from './state/energyPage';
import { browserRoom } from './storage/browserRoom';
import { installationId } from './storage/installation';
import { databaseMeter } from './storage/meterMemory';
import { machineLock } from './storage/machineLock';
import { browserStorage } from './storage/modelStorage';
import { browserTabs } from './storage/otherTabs';
import { ViewState } from './state/viewState.svelte';
import type { LabWorkers } from './state/labWorkers';
import { PageState, type PageParts } from './state/pageState';
import { partOf } from './state/part';
import { refusal } from './words/refusal';
import { allWords } from './words/words';

/** In the private file system: what came from addresses, and how much of it stays. */
const [DOWNLOADED, MOST_DOWNLOADED] = ['downloaded', 2 ** 30];

const ASKED_AGAIN_MS = 2000;

/** What Chromium tells beyond the declared types. */
type Told = Navigator & { deviceMemory?: number; userAgentData?: UserAgentData };

const beside = (folder: string) => new URL(`${folder}/`, document.baseURI).href;
const folders = importedFolders(beside(IMPORTED), privateFolder(IMPORTED));
const downloads = new StoredDownloads(
  importedFolders(beside(DOWNLOADED), privateFolder(DOWNLOADED)),
  { root: beside(DOWNLOADED), mostBytes: MOST_DOWNLOADED, now: () => Date.now() },
);
const ask: AskServer = (url, options) => fetch(url, options);
/** Comes with the first address that is opened. */
const readAddress: ReadAddress = (url, onBytes, signal) =>
  import('./download/resumedFile').then(
    ({ resumedFiles }) => resumedFiles(ask, downloads)(url, onBytes, signal),
    (gone) => refusal('address-unreachable', { url, reason: String(gone) }),
  );
const catalogue = new Catalogue(folders, document.baseURI);
const workers = new PageWorkers(new ImportedFiles(document.baseURI, folders));
const memoryGb = (navigator as Told).deviceMemory ?? null;

/**
 * Not at the top of this file: where developer tools look on, as an audit does, the browser would read all of it once more
 * to say where it waits, 20 ms on a laptop.
 */
export async function openPage(): Promise<void> {
  // Before anything else: their scripts come and compile while the page is built.
  const labWorkers = startLabWorkers(workers, memoryGb, (busyWorkers) =>
    page.meter.setBusy(busyWorkers),
  );
  giveWayWhileUsed(labWorkers, navigator.hardwareConcurrency, window);
  // A few small files: which network and which pictures the page begins with.
  const [installation] = await Promise.all([installationId(), catalogue.restore()]);
  const page = new PageState(partsOf(labWorkers, installation));
  chooseAsked(page.lab);
  // Its state and its elements take long enough, each for itself.
  await nextTask();
  show(page);
  // The head comes with the first frame, the slider with the second.
  await nextFrame();
  await nextTask();
  await nextFrame();
  // Where they do not come, whatever says what is not there asks again.
  await allWords().catch(() => {});
  void page.start();
  // Not waited for: its files wait for this one's end.
  void openToPrograms(page);
}

function partsOf(labWorkers: LabWorkers, installation: string): PageParts {
  const meter = browserMeter(workers.meter);
  return {
    labWorkers,
    benchmarker: new BenchBridge(workers.bench),
    exporter: new ExportBridge(workers.exporter),
    filesOf: (model) => subjectFiles(model, document.baseURI),
    catalogue,
    unused: new UnusedFiles({
      folders,
      root: beside(IMPORTED),
      downloads,
      needed: () => catalogue.needed(),
    }),
    opener: new OpeningBridge(workers.open, readAddress),
    picturesWorker: new PicturesBridge(workers.pictures, { ask, read: readAddress }),
    keepFolder: ({ id, files }) =>
      folders.put(new URL(importedFolder(id), document.baseURI).href, files),
    storageOf: browserStorage,
    meterAccess: {
      open: () => new MeterBridge(meter),
      offers: {
        serial: meter.serial !== null,
        hid: meter.hid !== null,
        bluetooth: meter.bluetooth !== null,
        secure: isSecureContext,
      },
      memory: databaseMeter,
      pageTimeMs: () => performance.timeOrigin + performance.now(),
    },
    energyPage: browserEnergyPage(),
    openCamera: openBrowserCamera,
    readExample: exampleReader(document.baseURI),
    clock: browserClock,
    surroundings: {
      installation,
      crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
      memoryGb,
      userAgent: navigator.userAgent,
      room: browserRoom,
      // With schemas that weigh more than the asking.
      board: whileItTells(() =>
        import('./bridge/board').then(
          ({ askBoard }) => askBoard(),
          () => null,
        ),
      ),
      hints: () => browserHints((navigator as Told).userAgentData),
    },
    tabs: browserTabs(),
    lock: machineLock(navigator.locks as LockManager | undefined),
    hash: location.hash,
    ...catalogue.asked(new URLSearchParams(location.search).get('model')),
  };
}

/** By the page's address. */
function chooseAsked(lab: PageState['lab']): void {
  const asked = new URLSearchParams(location.search);
  const runtime = RUNTIMES.find(({ id }) => id === asked.get('runtime'));
  if (runtime) lab.chooseRuntime(runtime.id);
  const threads = Number(asked.get('threads'));
  if (Number.isInteger(threads) && threads > 1) lab.chooseThreads(threads);
}

function show(page: PageState): void {
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no element #app');
  target.replaceChildren();
  mount(App, { target, props: { page, view: new ViewState() } });
}

/** `window.pruningLab`, which nobody sees at first. Where its server has gone, it comes when that is back. */
async function openToPrograms(page: PageState): Promise<void> {
  const parts = await partOf(
    Promise.all([import('./state/pageApi'), import('./charts/pageSvg')] as const),
  );
  if (!parts.ok) return void setTimeout(() => void openToPrograms(page), ASKED_AGAIN_MS);
  const [{ pageApi }, { pageSvg }] = parts.value;
  const pruningLab = pageApi(page, (study, axis) => pageSvg(study, axisOf(axis).id));
  Object.assign(window, { pruningLab });
}

/** A page that nobody sees has none, and does not wait. */
function nextFrame(): Promise<unknown> {
  return new Promise((then) => {
    requestAnimationFrame(then);
    setTimeout(then, 100);
  });
}
