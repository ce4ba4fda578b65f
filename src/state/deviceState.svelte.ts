import type { BoardStatus } from '../protocol/board';
import type { AskRoom } from './frontNetworks.svelte';

/** Null where the page's server does not tell. */
export type AskBoard = () => Promise<BoardStatus | null>;

/** A server that does not tell is not asked again: it answers with an error, or at length. */
export function whileItTells(ask: AskBoard): AskBoard {
  let tells = true;
  return async () => {
    const board = tells ? await ask() : null;
    tells = board !== null;
    return board;
  };
}

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

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  async look(): Promise<void> {
    const { board, room } = this.#asked;
    [this.board, this.room] = await Promise.all([board(), room()]);
  }
}
