const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
// Node keeps a process alive for an open port; browsers have no such method.
(channel.port1 as { unref?: () => void }).unref?.();

/**
 * Lets messages in that have arrived meanwhile: a microtask would not, and a timer would wait for four
 * milliseconds.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
