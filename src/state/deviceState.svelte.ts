import type { BoardStatus } from '../protocol/board';
import type { AskRoom } from './frontNetworks.svelte';

/** Null where the page's server does not tell. */
export type AskBoard = () => Promise<BoardStatus | null>;

interface Asked {
  readonly board: AskBoard;
  readonly room: AskRoom;
}

/** What has to be asked of the device anew each time: it grows hot, and its storage fills. */
export class DeviceState {
  /** Null until it was looked at, and where nobody tells. */
  board = $state.raw<BoardStatus | null>(null);
  room = $state.raw<Awaited<ReturnType<AskRoom>>>(null);
  readonly #asked: Asked;
  /** A server that does not tell is not asked again: each time would stand as an error in the browser's console. */
  #tells = true;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  async look(): Promise<void> {
    const { board, room } = this.#asked;
    [this.board, this.room] = await Promise.all([this.#tells ? board() : null, room()]);
    this.#tells = this.board !== null;
  }
}
