/** Where an interrupted training run stands: written whole after every epoch, next to the checkpoint to be. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { differingField, type Recipe } from '../src/training/recipe';
import type { TrainingValues } from '../workers/training/trainFromScratch';
import { commands } from '../src/words/commands';

export interface EpochRecord {
  readonly loss: number;
  /** On the augmented training images, while they were learned. */
  readonly accuracy: number;
  readonly seconds: number;
}

export interface TrainingState extends TrainingValues {
  readonly recipe: Recipe;
  readonly epochs: readonly EpochRecord[];
}

interface Header {
  readonly recipe: Recipe;
  readonly epochs: readonly EpochRecord[];
  readonly lengths: readonly [number, number, number];
}

/** A state that cannot be gone on from: its message says which field differs and what to do. */
export class StateError extends Error {}

/** First a line of JSON, then parameters, velocities and statistics as float32. */
export function saveState(file: string, state: TrainingState): void {
  const { recipe, epochs, parameters, velocities, statistics } = state;
  const arrays = [parameters, velocities, statistics] as const;
  const [p, v, s] = arrays.map(({ length }) => length);
  const header: Header = { recipe, epochs, lengths: [p, v, s] };
  const bytes = arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  mkdirSync(dirname(file), { recursive: true });
  // Renamed when it is whole: an interruption leaves the old one.
  writeFileSync(
    `${file}.new`,
    Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bytes]),
  );
  renameSync(`${file}.new`, file);
}

/** Null where no run was interrupted. @throws StateError where the interrupted run had another recipe. */
export function loadState(file: string, recipe: Recipe): TrainingState | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const end = bytes.indexOf('\n');
  const header = parseHeader(file, bytes.toString('utf8', 0, end));
  const field = differingField(header.recipe, recipe);
  if (field !== null) {
    const [theirs, asked] = [header.recipe, recipe].map((own) => String(own[field]));
    throw new StateError(commands.train.otherRun({ file, field, theirs, asked }));
  }
  const body = bytes.subarray(end + 1);
  if (body.length % 4 !== 0) throw damaged(file);
  const values = new Float32Array(
    body.buffer.slice(body.byteOffset, body.byteOffset + body.length),
  );
  const [p, v, s] = header.lengths;
  if (values.length !== p + v + s) throw damaged(file);
  return {
    ...header,
    parameters: values.slice(0, p),
    velocities: values.slice(p, p + v),
    statistics: values.slice(p + v, p + v + s),
  };
}

function parseHeader(file: string, text: string): Header {
  try {
    return JSON.parse(text) as Header;
  } catch {
    throw damaged(file);
  }
}

function damaged(file: string): StateError {
  return new StateError(commands.train.stateDamaged(file));
}

export function removeState(file: string): void {
  rmSync(file, { force: true });
}
