import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import './charts/forcedColors.css';
import { RUNTIMES } from './study/runtimes';
import { axisOf } from './charts/axes';
import { pageSvg } from './charts/pageSvg';
import { BenchBridge } from './bridge/benchBridge';
import { bundledFiles } from './bridge/bundledFiles';
import { askedModel } from './subject/models';
import { browserMeter, MeterBridge } from './bridge/meter';
import { startLabWorkers } from './bridge/startLabWorkers';
import { browserHints, type UserAgentData } from './state/browserHints';
import { PageWorkers } from './bridge/pageWorkers';
import { browserClock } from './base/clock';
import { browserEnergyPage } from './state/energyPage';
import { installationId } from './storage/installation';
import { databaseMeter } from './storage/meterMemory';
import { browserStorage } from './storage/modelStorage';
import { pageApi } from './state/pageApi';
import { ViewState } from './state/viewState.svelte';
import { PageState } from './state/pageState';

/** What Chromium tells beyond the declared types. */
type Told = Navigator & { deviceMemory?: number; userAgentData?: UserAgentData };

const workers = new PageWorkers();
const meter = browserMeter(workers.meter);
const page = new PageState({
  labWorkers: startLabWorkers(workers, (busyWorkers) => page.meter.setBusy(busyWorkers)),
  benchmarker: new BenchBridge(workers.bench),
  model: askedModel(location.search),
  filesOf: bundledFiles,
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
  clock: browserClock,
  surroundings: {
    installation: installationId(),
    crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    memoryGb: (navigator as Told).deviceMemory ?? null,
    userAgent: navigator.userAgent,
    hints: () => browserHints((navigator as Told).userAgentData),
  },
  hash: location.hash,
});

const asked = new URLSearchParams(location.search).get('runtime');
const runtime = RUNTIMES.find(({ id }) => id === asked);
if (runtime) page.lab.chooseRuntime(runtime.id);

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element #app');
target.replaceChildren();
mount(App, { target, props: { page, view: new ViewState() } });
Object.assign(window, {
  pruningLab: pageApi(page, (study, axis) => pageSvg(study, axisOf(axis).id)),
});
void page.start();
