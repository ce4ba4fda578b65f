/** A measured figure beside its goal, and the line that is printed of it. */
import { commands } from '../../src/words/commands';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
  readonly better: 'lower' | 'higher';
}

export function lower(name: string, value: number, unit: string, goal: number): Figure {
  return { name, value, unit, goal, better: 'lower' };
}

export function higher(name: string, value: number, unit: string, goal: number): Figure {
  return { name, value, unit, goal, better: 'higher' };
}

export function line({ name, value, unit, goal, better }: Figure): string {
  const met = better === 'lower' ? value <= goal : value >= goal;
  const bound = `${better === 'lower' ? '≤' : '≥'} ${goal} ${unit}`;
  return `${name.padEnd(50)} ${value.toFixed(digitsOf(value)).padStart(7)} ${unit.padEnd(3)} ${bound.padStart(10)} ${commands.bench.goal[met ? 'met' : 'missed']}`;
}

function digitsOf(value: number): number {
  if (value < 1) return 3;
  return value < 100 ? 1 : 0;
}
