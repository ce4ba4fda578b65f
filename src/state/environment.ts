import type { BoardStatus } from '../protocol/board';
import type { LoadedLab } from '../protocol/lab';
import { UNKNOWN_DEVICE, type Device, type Environment } from '../study/environment';
import type { BrowserHints } from './browserHints';
import type { AskBoard } from './deviceState.svelte';
import type { AskRoom } from './frontNetworks.svelte';

/** What is known of the machine and the programs that measure now. @param hints null before they have come @param board null where nobody tells of one */
export function environmentOf(
  { subject: { model, dataset }, runtime }: LoadedLab,
  { installation, crossOriginIsolated, cores, memoryGb, userAgent }: Surroundings,
  workers: number,
  hints: BrowserHints | null,
  board: BoardStatus | null,
): Environment {
  const { tfjsVersion, backend, simd, threads, kernels } = runtime;
  return {
    installation,
    device: { ...UNKNOWN_DEVICE, ...hints?.device, ...named(board), cores, memoryGb },
    browser: { userAgent, version: hints?.version ?? null },
    engine: {
      tfjsVersion,
      backend,
      simd,
      threads,
      kernels: kernels.available ? kernels.build : 'none',
    },
    workers,
    crossOriginIsolated,
    model,
    dataset,
  };
}

/** Of a board, its browser tells no model. */
function named(board: BoardStatus | null): Partial<Device> {
  return board?.model ? { model: board.model } : {};
}

/** What the browser gives the lab, and what is lost where it does not. */
export interface Surroundings {
  /** Of this browser's profile. */
  readonly installation: string;
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
  /** Null where it does not say. */
  readonly memoryGb: number | null;
  readonly userAgent: string;
  /** Asked once, and never waited for. */
  readonly hints: () => Promise<BrowserHints | null>;
  readonly room: AskRoom;
  readonly board: AskBoard;
}
