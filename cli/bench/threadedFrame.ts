/** Opens the frame of the rivals with several threads. */
import type { OutsideRival } from '../../workers/bench/benchmark';
import type { ThreadedFrame } from './threaded';

type FrameWindow = Window & { readonly threadedFrame: ThreadedFrame };

export async function threadedRivals(threads: number): Promise<OutsideRival[]> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = './threaded.html';
  document.body.append(frame);
  await loaded;
  return (frame.contentWindow as FrameWindow).threadedFrame.start(threads);
}
