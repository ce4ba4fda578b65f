/**
 * A frame beside the benchmark's page, on the page's own thread: each of the runtimes is one thing a page, with one thread or
 * with several. Here they have one for each core.
 */
import { commands } from '../../src/words/commands';
import type { OutsideRival } from '../../workers/bench/benchmark';
import { liteRtRivals } from './liteRtRivals';
import { onnxRivals } from './onnxRivals';
import { tfjsRival } from './tfjsRival';

export interface ThreadedFrame {
  start(threads: number): Promise<OutsideRival[]>;
}

/** What its threads have not begun by then: one that fails is told to nobody, and waited for. */
const START_MS = 30_000;

async function start(threads: number): Promise<OutsideRival[]> {
  const rivals = [
    ...(await inTime('tfjs-wasm', async () => [await tfjsRival(threads)])),
    ...onnxRivals(threads),
    ...(await inTime('litert', () => liteRtRivals(threads))),
  ];
  return rivals.map(fromOtherFrame);
}

/** None, and a warning, of a runtime that does not start. */
async function inTime(
  name: string,
  start: () => Promise<OutsideRival[]>,
): Promise<readonly OutsideRival[]> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), START_MS));
  const rivals = await Promise.race([start(), late]);
  if (!rivals) console.warn(commands.bench.noThreads(name));
  return rivals ?? [];
}

/** Runtimes look at the class of an array, and another frame's is another class. */
function fromOtherFrame(rival: OutsideRival): OutsideRival {
  return {
    ...rival,
    async make(request) {
      const engine = await rival.make(structuredClone(request));
      if (!engine) return null;
      let own: Float32Array | null = null;
      return {
        // As a tensor that was made for them: the pictures do not change.
        run: (images) => engine.run((own ??= new Float32Array(images))),
        dispose: () => engine.dispose(),
      };
    },
  };
}

const frame: ThreadedFrame = { start };
Object.assign(window, { threadedFrame: frame });
