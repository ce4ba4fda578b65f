import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { proxy } from 'comlink';
import type { BackToBackJob, BackToBackResult } from '../protocol/lab';
import type { KeptFiles } from './keptFiles';
import type { Member } from './member';

type Job = Omit<BackToBackJob, 'lane' | 'kept'> & { readonly cores: 'one' | 'all' };

/** The whole pool in one hand: what has to rest rests, and what has to run always runs in the same workers. */
export class ReservedWorkers {
  readonly workerCount: number;
  readonly release: () => void;
  private readonly members: readonly Member[];
  private readonly lane: string;
  private readonly ended: () => boolean;
  private readonly kept: KeptFiles;

  /** @param ended whether the lane was cancelled */
  constructor(
    members: readonly Member[],
    lane: string,
    ended: () => boolean,
    kept: KeptFiles,
    release: () => void,
  ) {
    this.workerCount = members.length;
    this.members = members;
    this.lane = lane;
    this.ended = ended;
    this.kept = kept;
    this.release = release;
  }

  /** In the first worker, or in all of them at once, each for itself; their inferences are added up. */
  async runBackToBack({ cores, ...job }: Job): Promise<Outcome<BackToBackResult>> {
    const users = cores === 'one' ? this.members.slice(0, 1) : this.members;
    const outcomes = await Promise.all(users.map((member) => this.runIn(member, job)));
    const results: BackToBackResult[] = [];
    for (const outcome of outcomes) {
      if (!outcome.ok) return outcome;
      results.push(outcome.value);
    }
    return { ok: true, value: joined(results) };
  }

  private runIn(member: Member, job: Omit<Job, 'cores'>): Promise<Outcome<BackToBackResult>> {
    const { lane, ended } = this;
    const kept = this.kept.of(job.plan);
    return member.run((api, alive) =>
      ended() ? ENDED : api.runBackToBack({ ...job, lane, kept }, proxy(alive)),
    );
  }
}

/** The slowest sets the latencies: it is the one that is throttled first. */
function joined(results: readonly BackToBackResult[]): BackToBackResult {
  const slowest = results.reduce((a, b) => (b.lastFifthMs > a.lastFifthMs ? b : a));
  return {
    ...slowest,
    fromMs: Math.min(...results.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...results.map(({ toMs }) => toMs)),
    inferences: results.reduce((sum, { inferences }) => sum + inferences, 0),
  };
}

const ENDED = Promise.resolve(refusal('superseded'));
