/**
 * The page's end of the lab workers: shares work out among them, one task at a time each. Accuracy is throughput
 * work for all; latency is timed in one worker while the others rest. The newest job of a lane wins.
 */
import type { RuntimeId } from '../study/runtimes';
import { startTimer, type Timer } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import { proxy } from 'comlink';
import type { Network } from '../model/network';
import type { Unit } from '../pruning/cutUnits';
import type { LayerTimes } from '../pruning/layerTimes';
import type { Plan } from '../pruning/plan';
import type { PlanTable } from '../pruning/planTable';
import { trainingStep } from '../pruning/repairs';
import type { Study } from '../study/point';
import type { LayerDetail } from '../pruning/layerDetail';
import type { LayerTimesJob, ProbeJob, ProbeResult } from '../protocol/allocation';
import type { LayerDetailJob, PlanTimes, PlanTimesJob } from '../protocol/layerDetail';
import type {
  PointJob,
  PointPart,
  PointResult,
  AccuracyTick,
  FrameAnswer,
  FrameJob,
  ImageRange,
  LatencyJob,
  LatencyResult,
  LoadedLab,
  LoadProgress,
  LoadRequest,
  TestPictures,
  TrainingOrder,
} from '../protocol/lab';
import { joinResults, splitRange, TickSum } from './pointParts';
import { KeptFiles } from './keptFiles';
import { Member } from './member';
import { ReservedWorkers } from './reservedWorkers';
import { TaskQueue } from './taskQueue';
import { aloneNote, breakUp, teamSeats, trainsTogether } from './trainingTeam';
import type { CreateWorker } from './workerLife';

export interface PoolOptions {
  readonly createWorker: CreateWorker;
  readonly workerCount: number;
  readonly timer?: Timer;
  /** What the page took to open: a slow one is given more time to load. */
  readonly pageStartMs?: number;
  /** Called whenever another number of workers computes. */
  readonly onActivity?: (busyWorkers: number) => void;
  /** Called with each folder whose files no worker needs any more. */
  readonly onLeft?: (folder: string) => void;
}

export interface PoolPointJob {
  readonly lane: string;
  readonly plan: Plan;
  /** Test images, the first of the file. */
  readonly images: number;
  /**
   * True (the default) shares the images out among all workers, for one plan that somebody waits for. False keeps
   * the plan in one worker, so that a study of many plans, each in a lane of its own, repairs each of them only once.
   */
  readonly split?: boolean;
  readonly runtime: RuntimeId;
}

type TaskOptions = { lane?: string; exclusive?: boolean; urgent?: boolean };

export class Pool {
  private readonly onLeft: (folder: string) => void;
  /** Fewer than were wished where there is no memory for all. */
  private members: readonly Member[];
  private readonly queue: TaskQueue<Member>;
  private request: LoadRequest | null = null;
  /** The dense one, once it is loaded. */
  private network: Network | null = null;
  private readonly kept = new KeptFiles();
  /** Workers that compute. */
  private busy = 0;
  /** Ends the running and waiting job of each lane. */
  private readonly lanes = new Map<string, () => void>();

  constructor({
    createWorker,
    workerCount,
    timer = startTimer,
    pageStartMs = 0,
    onActivity = () => {},
    onLeft = () => {},
  }: PoolOptions) {
    this.onLeft = onLeft;
    const onBusy = (change: 1 | -1) => onActivity((this.busy += change));
    this.members = Array.from(
      { length: workerCount },
      () => new Member(createWorker, timer, pageStartMs, onBusy),
    );
    this.queue = new TaskQueue(this.members);
  }

  get workerCount(): number {
    return this.members.length;
  }

  /**
   * What is asked of another subject is ended first, and the networks that were kept of it are read no more.
   * @param request the same one for another try
   */
  load(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>> {
    if (this.request && this.request !== request) this.leave(this.request, request);
    this.request = request;
    return this.enqueue(() => this.loadAll(request, onProgress), { exclusive: true });
  }

  private leave(left: LoadRequest, next: LoadRequest): void {
    for (const lane of [...this.lanes.keys()]) this.cancel(lane);
    this.kept.clear();
    this.network = null;
    if (left.modelUrl !== next.modelUrl) this.onLeft(left.modelUrl);
    if (left.datasetUrl !== null && left.datasetUrl !== next.datasetUrl)
      this.onLeft(left.datasetUrl);
  }

  /** All at once: what one of them fetches the page gives to the others too. */
  private async loadAll(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>> {
    const loading = this.members.map((member, i) =>
      member.load(request, i === 0 ? onProgress : () => {}),
    );
    const outcomes = await Promise.all(loading);
    const loaded = outcomes.find(({ ok }) => ok) ?? outcomes[0];
    if (!loaded.ok) return loaded;
    const wished = outcomes.length;
    const failed = this.members.filter((_, i) => isStarved(outcomes[i]));
    const other = outcomes.find((outcome) => !outcome.ok && !isStarved(outcome));
    if (other) return other;
    for (const member of failed) this.dismiss(member);
    this.network = loaded.value.subject.network;
    return failed.length === 0 ? loaded : withNote(loaded.value, wished, this.workerCount);
  }

  /** The others do its work. */
  private dismiss(member: Member): void {
    member.close();
    this.members = this.members.filter((other) => other !== member);
    this.queue.retire(member);
  }

  planTable(plan: Plan): Promise<Outcome<PlanTable>> {
    const call = (member: Member) => member.run((api) => api.planTable(plan));
    return this.enqueue(call, { urgent: true });
  }

  /** At once, whatever runs: to copy a few bytes disturbs nothing. Not from the worker that times latencies. */
  pictures(images: readonly number[]): Promise<Outcome<TestPictures>> {
    return this.members[this.members.length - 1].look((api) => api.pictures(images));
  }

  async measurePoint(
    { lane, plan, images, split = true, runtime }: PoolPointJob,
    onTick: (tick: AccuracyTick) => void,
  ): Promise<Outcome<PointResult>> {
    const ended = this.startLane(lane);
    const kept = this.kept.of(plan);
    const team = !kept && this.network !== null && trainsTogether(plan, this.workerCount);
    const trains = !kept && trainingStep(plan.repair) !== undefined;
    const alone = !split || trains;
    const ranges = splitRange(images, team || !alone ? this.workerCount : 1);
    const ticks = new TickSum(ranges.length);
    const job = (range: ImageRange): PointJob => ({
      ...{ lane, plan, range, runtime, kept },
      ...(!split && { hasTime: true }),
    });
    const told = (part: number) => (tick: AccuracyTick) => onTick(ticks.add(part, tick));
    const parts = team
      ? await this.measureTogether(ranges.map(job), ended, told)
      : await Promise.all(
          ranges.map((range, part) =>
            this.enqueue((member) => measurePart(member, job(range), ended, told(part)), { lane }),
          ),
        );
    const values: PointPart[] = [];
    for (const part of parts) {
      if (!part.ok) return part;
      values.push(part.value);
    }
    const joined = joinResults(values);
    const trainedAlone = trains && !team ? aloneNote(this.workerCount) : null;
    return {
      ok: true,
      value: trainedAlone ? { ...joined, notes: [...joined.notes, trainedAlone] } : joined,
    };
  }

  /** By whichever worker is free: measurements go first. */
  classify(job: FrameJob): Promise<Outcome<FrameAnswer>> {
    const whole = { ...job, kept: this.kept.of(job.plan) };
    const call = (member: Member) => member.run((api, alive) => api.classify(whole, proxy(alive)));
    return this.enqueue(call);
  }

  endFrames(): void {
    for (const member of this.members) member.endFrames();
  }

  /** One of those that compute rests for so long, between two batches of what has time: says nothing where one rests anyway. */
  giveWay(ms: number): void {
    if (this.busy === this.workerCount) this.members[this.workerCount - 1].giveWay(ms);
  }

  measureLatency(
    job: LatencyJob,
    onTick: (done: number) => void = () => {},
  ): Promise<Outcome<LatencyResult>> {
    const ended = this.startLane(job.lane);
    const whole = { ...job, kept: job.plans.map((plan) => this.kept.of(plan)) };
    const call = (member: Member) =>
      member.run((api, alive) => {
        const tick = (done: number) => {
          alive();
          if (!ended()) onTick(done);
        };
        return ended() ? SUPERSEDED : api.measureLatency(whole, proxy(tick));
      });
    const byAny = () => this.fromAny(call);
    return this.enqueue(byAny, { lane: job.lane, exclusive: true });
  }

  /**
   * All workers for one user, once what runs has ended; other tasks wait until they are released. Null where the
   * lane was cancelled meanwhile.
   */
  async reserve(lane: string): Promise<ReservedWorkers | null> {
    const ended = this.startLane(lane);
    return new Promise((resolve) =>
      this.queue.add({
        lane,
        exclusive: true,
        urgent: false,
        run: () =>
          new Promise((release) =>
            resolve(new ReservedWorkers(this.members, lane, ended, this.kept, release)),
          ),
        drop: () => resolve(null),
      }),
    );
  }

  /** For the training that runs in the lane, if one does. */
  steerTraining(lane: string, order: TrainingOrder): void {
    for (const member of this.members) member.steerTraining(lane, order);
  }

  units(plan: Plan): Promise<Outcome<readonly Unit[]>> {
    return this.enqueue((member) => member.run((api) => api.units(plan)), { urgent: true });
  }

  /** Probes of one lane run side by side; only `cancel` ends them. */
  probe(job: ProbeJob): Promise<Outcome<ProbeResult>> {
    const call = (member: Member) => member.run((api, alive) => api.probe(job, proxy(alive)));
    return this.enqueue(call, { lane: job.lane });
  }

  timeLayers(job: LayerTimesJob): Promise<Outcome<LayerTimes>> {
    const call = (member: Member) => member.run((api, alive) => api.timeLayers(job, proxy(alive)));
    return this.enqueue(call, { lane: job.lane, exclusive: true });
  }

  /** A newer one of the lane ends an older one. */
  layerDetail(job: LayerDetailJob): Promise<Outcome<LayerDetail>> {
    const ended = this.startLane(job.lane);
    const call = (member: Member) =>
      member.run(async (api) => (ended() ? SUPERSEDED : api.layerDetail(job)));
    return this.enqueue(call, { lane: job.lane, urgent: true });
  }

  timePlan(job: PlanTimesJob): Promise<Outcome<PlanTimes>> {
    const ended = this.startLane(job.lane);
    const call = (member: Member) =>
      member.run(async (api, alive) => (ended() ? SUPERSEDED : api.timePlan(job, proxy(alive))));
    return this.enqueue(call, { lane: job.lane, exclusive: true });
  }

  /**
   * The plan's network in a file, from whichever worker has it.
   * @param study of the plan's point alone
   */
  networkFile(plan: Plan, study: Study): Promise<Outcome<Blob>> {
    const file = (member: Member) => member.run((api) => api.networkFile(plan, study));
    return this.enqueue(() => this.fromAny(file), { exclusive: true, urgent: true });
  }

  /** What a file tells of its network. */
  readNetwork(file: Blob): Promise<Outcome<Study>> {
    return this.enqueue((member) => member.run((api) => api.readNetwork(file)), { urgent: true });
  }

  /** From now on the plan's network is read from the file; null: it is repaired anew. */
  useNetwork(plan: Plan, file: Blob | null): void {
    this.kept.use(plan, file);
    for (const member of this.members) member.forget(plan);
  }

  /** Ends whatever waits or runs in the lane with the code `superseded`. */
  cancel(lane: string): void {
    this.lanes.get(lane)?.();
    this.lanes.delete(lane);
    this.queue.dropLane(lane);
    for (const member of this.members) member.cancel(lane);
  }

  close(): void {
    for (const member of this.members) member.close();
  }

  /** @returns whether the job has been superseded since */
  private startLane(lane: string): () => boolean {
    this.cancel(lane);
    let over = false;
    this.lanes.set(lane, () => (over = true));
    return () => over;
  }

  /** From the first worker that has the network in memory. */
  private async fromAny<T>(call: (member: Member) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    let outcome = await call(this.members[0]);
    for (const member of this.members.slice(1)) {
      if (outcome.ok || outcome.code !== 'network-gone') break;
      outcome = await call(member);
    }
    return outcome;
  }

  /** One job a worker, all at once: they train in lockstep, so that none may wait in the queue. */
  private measureTogether(
    jobs: readonly PointJob[],
    ended: () => boolean,
    told: (part: number) => (tick: AccuracyTick) => void,
  ): Promise<readonly Outcome<PointPart>[]> {
    const seats = teamSeats(jobs.length, this.network!);
    const inAll = async () => {
      const parts = jobs.map((job, part) =>
        measurePart(this.members[part], { ...job, team: seats[part] }, ended, told(part)),
      );
      return { ok: true as const, value: await Promise.all(parts) };
    };
    const dropped = (refused: Refusal) => [refused];
    return this.enqueue(inAll, { lane: jobs[0].lane, exclusive: true }).then((outcome) =>
      outcome.ok ? outcome.value : dropped(outcome),
    );
  }

  private enqueue<T>(
    call: (member: Member) => Promise<Outcome<T>>,
    { lane, exclusive = false, urgent = false }: TaskOptions = {},
  ): Promise<Outcome<T>> {
    return new Promise((resolve, reject) => {
      this.queue.add({
        lane: lane ?? null,
        exclusive,
        urgent,
        run: (member) => call(member).then(resolve, reject),
        drop: () => void SUPERSEDED.then(resolve),
      });
    });
  }
}

function measurePart(
  member: Member,
  job: PointJob,
  ended: () => boolean,
  onTick: (tick: AccuracyTick) => void,
): Promise<Outcome<PointPart>> {
  let calls = 0;
  return member.run((api, alive) => {
    const tick = (value: AccuracyTick) => {
      alive();
      if (!ended()) onTick(value);
    };
    // A worker that was lost cannot come back into its team: the others are further on.
    if (job.team && ++calls > 1) return breakUp(job.team);
    return ended() ? SUPERSEDED : api.measurePoint(job, proxy(tick));
  });
}

/** There was no memory, or no address space, for one worker more. */
function isStarved(outcome: Outcome<LoadedLab>): boolean {
  return !outcome.ok && outcome.code === 'no-memory';
}

function withNote(lab: LoadedLab, wished: number, workers: number): Outcome<LoadedLab> {
  const fewer = note('fewer-workers', { wished, workers });
  return { ok: true, value: { ...lab, notes: [...lab.notes, fewer] } };
}

const SUPERSEDED: Promise<Refusal> = Promise.resolve(refusal('superseded'));
