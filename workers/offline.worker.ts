/**
 * Stands between the page and its server from the second visit on. It keeps every file of one build, compared with the
 * checksums of that build, and answers from there: the lab opens without a network, and is isolated whatever server it
 * came from. A newer build is fetched beside it and waits until no window shows the one before, so that a page, its
 * workers and its kernels are always of one build.
 */
import { addPlugins, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { ISOLATION } from '../src/base/isolation';
import { START_NOW, type Started } from '../src/protocol/offline';

/** The build writes the list in its place. */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

addPlugins([
  {
    /** What the browser's own cache has is asked after, not fetched again; never taken unasked. */
    requestWillFetch: async ({ request }) => new Request(request, { cache: 'no-cache' }),
    /** As they are stored, so that they can be handed out untouched and the engine keeps their compiled code. */
    cacheWillUpdate: async ({ response }) => (response.ok ? isolated(response) : null),
  },
]);
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^/], cleanURLs: false });

self.addEventListener('message', (event) => {
  if (event.data === START_NOW) event.waitUntil(startNow(event.ports[0]));
});

function isolated({ body, status, statusText, headers }: Response): Response {
  const all = new Headers(headers);
  for (const [name, value] of Object.entries(ISOLATION)) all.set(name, value);
  return new Response(body, { status, statusText, headers: all });
}

async function startNow(answer: MessagePort): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = windows.filter(({ url }) => url.startsWith(self.registration.scope));
  const started: Started = ours.length <= 1;
  answer.postMessage(started);
  if (started) await self.skipWaiting();
}
