/** A network on a Cortex-A72: counted instructions, and a model of the pipeline that they go through. */
import { modelLoops, type Runner } from '../cycles/pipeline';
import type { CountedFunction } from './instructionCounts';
import { regionsOf } from './regions';

export interface KernelModel {
  readonly name: string;
  readonly instructions: number;
  readonly cycles: number;
  /** If in each piece the busiest unit alone limited it. */
  readonly busiestCycles: number;
}

/** By kernel, the slowest first. @param nameOf the kernel that a function belongs to, by its index */
export function modelKernels(
  functions: readonly CountedFunction[],
  nameOf: (index: number) => string,
  run: Runner,
): KernelModel[] {
  const regions = functions.flatMap(({ index, words, counts }) =>
    regionsOf(words, counts).map((region) => ({ ...region, name: nameOf(index) })),
  );
  const models = modelLoops(
    regions.map(({ words }) => words),
    run,
  );
  const kernels = new Map<string, KernelModel>();
  regions.forEach(({ name, words, count }, i) => {
    const before = kernels.get(name) ?? nothing(name);
    kernels.set(name, {
      name,
      instructions: before.instructions + count * words.length,
      cycles: before.cycles + count * models[i].cycles,
      busiestCycles: before.busiestCycles + count * models[i].busiestCycles,
    });
  });
  return [...kernels.values()].sort((a, b) => b.cycles - a.cycles);
}

function nothing(name: string): KernelModel {
  return { name, instructions: 0, cycles: 0, busiestCycles: 0 };
}

export function wholeOf(kernels: readonly KernelModel[]): Omit<KernelModel, 'name'> {
  const sum = (field: 'instructions' | 'cycles' | 'busiestCycles') =>
    kernels.reduce((total, kernel) => total + kernel[field], 0);
  return {
    instructions: sum('instructions'),
    cycles: sum('cycles'),
    busiestCycles: sum('busiestCycles'),
  };
}
