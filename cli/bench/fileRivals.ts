/** Runtimes that are given the network as a file of theirs, as our export writes it. */
import type { ExportedModel } from '../../src/formats/exportedModel';
import type { Storage } from '../../src/formats/checkpoint/manifest';
import type { Rival } from '../../src/protocol/bench';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { OutsideRival, RivalRequest } from '../../workers/bench/benchmark';

interface FileRuntime {
  readonly threads: number;
  write(model: ExportedModel, storage: Storage): Uint8Array;
  /** Null where it does not take part. */
  load(file: () => Uint8Array, request: RivalRequest): ReturnType<OutsideRival['make']>;
}

/** Both files of a runtime: in float32 and in int8. */
export function fileRivals(float32: Rival, int8: Rival, runtime: FileRuntime): OutsideRival[] {
  const { threads, write, load } = runtime;
  return [
    {
      ...{ name: float32, threads },
      make: (request) => load(() => write(exported(request.dense), 'float32'), request),
    },
    {
      ...{ name: int8, threads },
      make(request) {
        const { dense, quantised } = request;
        return load(() => write({ ...exported(dense), quantised }, 'int8'), request);
      },
    },
  ];
}

/** With nothing said beside it. */
function exported({ network, weights }: CompactNetwork): ExportedModel {
  const said = {
    name: 'Rival',
    classNames: [],
    mean: [],
    deviation: [],
    framing: '',
    record: '{}',
  };
  return { network, weights, ...said };
}
