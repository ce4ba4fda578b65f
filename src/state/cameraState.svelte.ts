/** The camera as live input: off until asked. No picture leaves the page; a worker of its own names what it shows. */
import type { Clock } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import type { FrameAnswer, FrameJob } from '../protocol/lab';
import type { LabWorkers } from './labWorkers';

/** What a browser's camera gives, of which this class knows only how to end it. */
export type CameraStream = Pick<MediaStream, 'getTracks'>;
export type OpenCamera = () => Promise<Outcome<CameraStream>>;

interface Parts {
  readonly labWorkers: Pick<LabWorkers, 'classify' | 'endFrames'>;
  readonly clock: Clock;
  readonly open: OpenCamera;
  /** What names the frames now; null while nothing is measured. */
  readonly network: () => Pick<FrameJob, 'plan' | 'runtime'> | null;
}

/** Frames a second are counted over so long. */
const PACE_MS = 1000;

export class CameraState {
  phase = $state<'off' | 'asking' | 'on'>('off');
  /** Why there is no camera, or no answer; null where all is well. */
  failure = $state.raw<Refusal | null>(null);
  stream = $state.raw<CameraStream | null>(null);
  answer = $state.raw<FrameAnswer | null>(null);
  /** Answered frames a second; null before there are two. */
  pace = $state<number | null>(null);
  readonly #parts: Parts;
  #turn = 0;
  #answeredMs: number[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    if (this.phase !== 'off') return;
    const turn = ++this.#turn;
    this.phase = 'asking';
    this.failure = null;
    const opened = await this.#parts.open();
    if (turn !== this.#turn) return opened.ok ? end(opened.value) : undefined;
    this.phase = opened.ok ? 'on' : 'off';
    if (opened.ok) this.stream = opened.value;
    else this.failure = opened;
  }

  stop(): void {
    if (this.phase === 'off') return;
    this.#turn++;
    if (this.stream) end(this.stream);
    this.#parts.labWorkers.endFrames();
    this.phase = 'off';
    this.stream = this.answer = this.pace = null;
    this.#answeredMs = [];
  }

  /** Names one frame; the next one is to be taken when this resolves, so that frames are dropped and none waits. */
  async see(rgba: FrameJob['rgba']): Promise<void> {
    const [network, turn] = [this.#parts.network(), this.#turn];
    if (!network || this.phase !== 'on') return;
    const answered = await this.#parts.labWorkers.classify({ ...network, rgba });
    if (turn !== this.#turn) return;
    this.failure = answered.ok ? null : answered;
    this.answer = answered.ok ? answered.value : null;
    this.#count();
  }

  #count(): void {
    const now = this.#parts.clock.now();
    this.#answeredMs = [...this.#answeredMs.filter((at) => now - at < PACE_MS), now];
    const took = now - this.#answeredMs[0];
    this.pace = took > 0 ? (1000 * (this.#answeredMs.length - 1)) / took : null;
  }
}

function end(stream: CameraStream): void {
  for (const track of stream.getTracks()) track.stop();
}
