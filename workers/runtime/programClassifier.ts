/** A compiled program of the lab's kernels as a classifier, whatever numbers it computes in. */
import type { Refusal } from '../../src/base/outcome';
import type { Network } from '../../src/model/network';
import type { InferenceProgram } from '../kernels/inference/inferenceProgram';
import type { Team } from '../kernels/threads/team';
import type { Classifier } from './classifier';

type Program = Pick<InferenceProgram, 'bytes' | 'run' | 'dispose'>;

export class ProgramClassifier implements Classifier {
  readonly network: Network;
  private readonly program: Program;
  private readonly team: Team | null;

  /** @param team that runs it, where it is not one thread */
  constructor(network: Network, program: Program, team: Team | null = null) {
    this.network = network;
    this.program = program;
    this.team = team;
  }

  get memoryBytes(): number {
    return this.program.bytes;
  }

  get failure(): Refusal | null {
    return this.team?.failure ?? null;
  }

  run(images: Float32Array): Float32Array {
    return this.program.run(images);
  }

  dispose(): void {
    this.program.dispose();
  }
}
