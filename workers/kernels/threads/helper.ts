/** A helping thread: the same modules on the same memory, and the team's loop, from which it does not come back. */
import { CONTROL } from './control';

/** What starts a helper; everything in it is shared or may be sent. */
export interface HelperTask {
  readonly memory: WebAssembly.Memory;
  /** In the order of the team's table. */
  readonly modules: readonly WebAssembly.Module[];
  readonly team: WebAssembly.Module;
  /** Address of the control block. */
  readonly control: number;
  /** From 1 on; 0 is who asked. */
  readonly thread: number;
}

/** Ready, or why not. */
export type HelperReply =
  { readonly ready: true } | { readonly ready: false; readonly reason: string };

export interface TeamExports {
  readonly run: (control: number, plan: number) => number;
  readonly alone: (plan: number) => void;
  readonly settle: (control: number, threads: number) => number;
  readonly serve: (control: number, thread: number) => void;
}

/** Works for the team until it ends. A trap in a kernel is told to thread 0, which would wait for this thread. */
export function help(task: HelperTask, reply: (reply: HelperReply) => void): void {
  const team = joined(task, reply);
  if (!team) return;
  const { memory, control, thread } = task;
  reply({ ready: true });
  try {
    team.serve(control, thread);
  } catch (cause) {
    const words = new Int32Array(memory.buffer);
    Atomics.compareExchange(words, (control + CONTROL.lost) >> 2, 0, thread);
    Atomics.notify(words, (control + CONTROL.done) >> 2);
    throw cause;
  }
}

function joined(task: HelperTask, reply: (reply: HelperReply) => void): TeamExports | null {
  try {
    const { memory } = task;
    const start = (module: WebAssembly.Module) =>
      new WebAssembly.Instance(module, { env: { memory } }).exports;
    return joinTeam(task.team, memory, task.modules.map(start));
  } catch (cause) {
    reply({ ready: false, reason: (cause as Error).message });
    return null;
  }
}

/** The team's functions over a table of all kernels, alike in every thread: modules in order, then their exports. */
export function joinTeam(
  team: WebAssembly.Module,
  memory: WebAssembly.Memory,
  modules: readonly WebAssembly.Exports[],
): TeamExports {
  const kernels = modules.flatMap(kernelsOf);
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: kernels.length + 1 });
  kernels.forEach((kernel, i) => table.set(i, kernel));
  const { exports } = new WebAssembly.Instance(team, { env: { memory, table } });
  return exports as unknown as TeamExports;
}

/** Functions that a module exports, in its own order. */
export function kernelsOf(exports: WebAssembly.Exports): WebAssembly.ExportValue[] {
  return Object.values(exports).filter((value) => typeof value === 'function');
}
