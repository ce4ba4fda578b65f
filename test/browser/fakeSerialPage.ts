/** Gives a page and its meter worker a `navigator.serial` of ours, and a hand on the worker's end of the cable. */
import type { Page, Route, Worker } from 'playwright-core';
import { makeFakeSerial, type FakeDevice, type FakeSerial } from '../meter/transport/fakeSerial';

declare global {
  /** In the page and in the meter worker: what stands in for `navigator.serial`. */
  var fakeSerial: FakeSerial;
}

export interface FakeMeter extends Omit<FakeDevice, 'answer'> {
  /** Sent one after the other, again and again: one for every request, in pieces of few bytes. */
  readonly replies?: readonly Uint8Array[];
  /** Where the meter does not wait to be asked: how often it sends the next of them, whole. */
  readonly sendsEveryMs?: number;
}

/** No multiple of any frame's length. */
const PIECE_BYTES = 7;

/** To be called before the page is opened. Page and worker have ports of their own, as alike as real ones. */
export async function plugFakeMeter(page: Page, meter: FakeMeter): Promise<void> {
  await page.addInitScript({ content: fakeSource(meter, false) });
  const plugged = async (route: Route) => {
    const response = await route.fetch();
    const body = `${fakeSource(meter, true)}\n${await response.text()}`;
    await route.fulfill({ response, body });
  };
  // The page fetches the script in its own time too, to keep it: a test may be over before that is answered.
  await page.route(/meter\.worker[^/]*\.js$/, (route) => plugged(route).catch(() => {}));
}

/** The meter worker, which is made when a meter is first connected. */
export async function meterWorker(page: Page): Promise<Worker> {
  const isMeter = (worker: Worker) => worker.url().includes('meter.worker');
  return page.workers().find(isMeter) ?? page.waitForEvent('worker', isMeter);
}

/** Sends frames through the worker's port, each piece by itself. */
export function send(worker: Worker, bytes: Uint8Array, pieceBytes = PIECE_BYTES): Promise<void> {
  return worker.evaluate(
    ([all, size]) => {
      for (let at = 0; at < all.length; at += size)
        fakeSerial.control.send(Uint8Array.from(all.slice(at, at + size)));
    },
    [[...bytes], pieceBytes] as const,
  );
}

function fakeSource(meter: FakeMeter, granted: boolean): string {
  const { replies = [], sendsEveryMs = 0, ...info } = meter;
  return `{
  const replies = ${JSON.stringify(replies.map((reply) => [...reply]))};
  let requests = 0;
  const next = () => replies[requests++ % replies.length] ?? [];
  const answer = () => {
    const reply = next();
    const pieces = [];
    for (let at = 0; at < reply.length; at += ${PIECE_BYTES})
      pieces.push(Uint8Array.from(reply.slice(at, at + ${PIECE_BYTES})));
    return pieces;
  };
  const makeFakeSerial = ${makeFakeSerial.toString()};
  globalThis.fakeSerial = makeFakeSerial({ ...${JSON.stringify(info)}${sendsEveryMs ? '' : ', answer'} }, ${granted});
  Object.defineProperty(navigator, 'serial', { value: fakeSerial });
  const { control } = fakeSerial;
  if (${sendsEveryMs}) setInterval(() => control.send(Uint8Array.from(next())), ${sendsEveryMs});
}`;
}
