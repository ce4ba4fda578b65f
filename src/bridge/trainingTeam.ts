import type { Note, Refusal } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import type { Network } from '../model/network';
import type { Plan } from '../pruning/plan';
import { trainingStep } from '../pruning/repairs';
import type { TeamSeat } from '../protocol/lab';
import { TrainingTeam } from '../../workers/training/trainingTeam';
import { teamMemory } from '../../workers/training/gradientTeam';
import { averagedValues } from '../../workers/training/trainingLoop';

/** Whether all workers should train the plan's network together: where memory may be shared and there are several. */
export function trainsTogether({ repair }: Plan, workers: number): boolean {
  const shared = typeof SharedArrayBuffer !== 'undefined';
  return shared && workers > 1 && trainingStep(repair) !== undefined;
}

/** Null where there is nothing to say of a training that ran in one worker. */
export function aloneNote(workers: number): Note | null {
  return workers === 1 ? null : note('trained-alone', { workers });
}

/** A seat for every worker, with memory for the dense network: a cut one is smaller. */
export function teamSeats(size: number, dense: Network): TeamSeat[] {
  const shared = teamMemory(size, averagedValues(dense));
  const arrivals = new SharedArrayBuffer(4);
  return Array.from({ length: size }, (_, rank) => ({ rank, size, shared, arrivals }));
}

/** Ends the training of all that are left of a team. */
export async function breakUp(seat: TeamSeat): Promise<Refusal> {
  new TrainingTeam(seat).stop();
  return refusal('team-broken-up');
}
