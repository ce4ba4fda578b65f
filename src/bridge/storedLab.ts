/** The lab in the browser's own store, from which it opens without a network: what becomes of it there. */
import { START_NOW, type Started } from '../protocol/offline';

/**
 * - `refused`: this browser stores nothing here: not over plain http, nor where a certificate is doubted
 * - `storing`: files are on their way
 * - `stored`: it opens from the store from the next visit on
 * - `failed`: a file did not come, or there was no room; tried again at the next visit
 * - `newer`: a newer build is stored too, and waits until no window shows this one
 */
export type StoredPhase = 'refused' | 'storing' | 'stored' | 'failed' | 'newer';

export interface StoredLab {
  /** Whether this page came from the store. */
  readonly serves: boolean;
  /** Stores what is not stored yet. Never throws; to be called once. */
  store(onPhase: (phase: StoredPhase) => void): Promise<void>;
  /** Resolves to true when the newer build has taken over, to false while another window shows this one. */
  startNewer(): Promise<Started>;
}

/** @param container absent where the page did not come by https nor from this machine */
export function browserStore(container: ServiceWorkerContainer | undefined): StoredLab {
  let registration: ServiceWorkerRegistration | undefined;
  return {
    serves: Boolean(container?.controller),
    store: async (onPhase) => {
      registration = container && (await register(container));
      if (registration) follow(registration, onPhase);
      else onPhase('refused');
    },
    startNewer: () => startNewer(registration?.waiting ?? null),
  };
}

async function register(
  container: ServiceWorkerContainer,
): Promise<ServiceWorkerRegistration | undefined> {
  const script = new URL('offline.worker.js', document.baseURI);
  try {
    // Whether there is a newer build is asked of the server, whatever it says of keeping.
    await container.register(script, { updateViaCache: 'none' });
  } catch {
    // Without a network the one that is there goes on; where a certificate is doubted there is none.
  }
  return container.getRegistration();
}

function follow(
  registration: ServiceWorkerRegistration,
  onPhase: (phase: StoredPhase) => void,
): void {
  const tell = () => onPhase(phaseOf(registration));
  const watch = (worker: ServiceWorker | null) => {
    if (worker) worker.onstatechange = tell;
    tell();
  };
  registration.onupdatefound = () => watch(registration.installing);
  watch(registration.installing ?? registration.waiting ?? registration.active);
  // Without a network there is nothing newer.
  if (registration.active) registration.update().catch(() => {});
}

function phaseOf({ installing, waiting, active }: ServiceWorkerRegistration): StoredPhase {
  // One that failed is told of before it is let go.
  const storing = [installing, waiting].some((worker) => worker && worker.state !== 'redundant');
  if (!active) return storing ? 'storing' : 'failed';
  return waiting?.state === 'installed' ? 'newer' : 'stored';
}

function startNewer(waiting: ServiceWorker | null): Promise<Started> {
  if (!waiting) return Promise.resolve(true);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    waiting.onstatechange = () => {
      if (waiting.state === 'activated') resolve(true);
    };
    port1.onmessage = ({ data: started }: MessageEvent<Started>) => {
      if (!started) resolve(false);
    };
    waiting.postMessage(START_NOW, [port2]);
  });
}
