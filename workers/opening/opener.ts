/** Reads files of networks, tells what is in them, and writes that as a folder of the lab. */
import type { Outcome } from '../../src/base/outcome';
import type { FoundModel, GivenBlob, OpeningApi } from '../../src/protocol/opening';
import { modelFolder } from '../../src/recognition/modelFolder';
import type { GivenFile } from '../../src/recognition/modelFormats';
import { openModel, type OpenedModel } from '../../src/recognition/openModel';
import type { ModelInput } from '../../src/subject/modelInput';
import { refusal } from '../../src/words/refusal';

/** Bytes: the largest of the family has 30 MB, and an archive may hold more than a network. */
const MOST_BYTES = 1 << 30;

export class Opener implements OpeningApi {
  #opened: OpenedModel | null = null;

  async open(
    blobs: readonly GivenBlob[],
    inputSize: number | undefined,
    onRead: (bytes: number) => void,
  ): Promise<Outcome<FoundModel>> {
    const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
    if (bytes > MOST_BYTES) return refusal('files-too-large', { bytes, most: MOST_BYTES });
    const opened = openModel(await readAll(blobs, onRead), inputSize);
    if (!opened.ok) return opened;
    this.#opened = opened.value;
    const { weights: kept, ...found } = opened.value;
    void kept;
    return { ok: true, value: found };
  }

  async folder(choice: Parameters<OpeningApi['folder']>[0]): ReturnType<OpeningApi['folder']> {
    if (!this.#opened) throw new Error('nothing was opened');
    const { network, weights, input, scales } = this.#opened;
    const own = sameValues(input, choice.input) ? scales : null;
    return modelFolder({ network, weights, scales: own, ...choice });
  }
}

/** A picture that is brought to other values has another scale than the file's. */
function sameValues(a: ModelInput, b: ModelInput): boolean {
  const same = (one: readonly number[], other: readonly number[]) =>
    one.every((value, plane) => value === other[plane]);
  return same(a.mean, b.mean) && same(a.deviation, b.deviation);
}

async function readAll(
  blobs: readonly GivenBlob[],
  onRead: (bytes: number) => void,
): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  let read = 0;
  for (const { path, blob } of blobs) {
    files.push({ name: path, bytes: new Uint8Array(await blob.arrayBuffer()) });
    onRead((read += blob.size));
  }
  return files;
}
