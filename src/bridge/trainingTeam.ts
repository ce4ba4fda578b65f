import { refusal, type Refusal } from '../base/outcome';
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
export function aloneNote(workers: number): string | null {
  if (workers === 1) return null;
  return `Training ran in 1 of ${workers} workers, so that seconds held fewer steps: this page is not cross-origin isolated. Serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.`;
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
  return refusal(
    'worker-lost',
    'training ended: a worker crashed or did not answer; close other tabs to free memory, then try again',
  );
}
