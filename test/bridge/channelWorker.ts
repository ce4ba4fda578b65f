import { expose } from 'comlink';

/** A worker on this thread, behind a channel of messages. */
export class ChannelWorker extends EventTarget {
  terminated = 0;
  readonly #port: MessagePort;

  constructor(api: object) {
    super();
    const { port1, port2 } = new MessageChannel();
    expose(api, port1);
    this.#port = port2;
    port2.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated++;
    this.#port.close();
  }
}
