/** What the page asks of the worker that opens files of networks. Types only. */
import type { Outcome } from '../base/outcome';
import type { OpenedModel } from '../recognition/openModel';
import type { FolderOfFiles } from '../subject/imported';
import type { ModelInput } from '../subject/modelInput';

export interface GivenBlob {
  /** With its folders where it came with them: `model/weights.bin`. */
  readonly path: string;
  readonly blob: Blob;
}

/** All that is to be shown before anything runs; its values stay in the worker. */
export type FoundModel = Omit<OpenedModel, 'weights'>;

/** What a person makes of it. */
export interface OpeningChoice {
  readonly name: string;
  readonly input: ModelInput;
  readonly classNames: readonly string[] | null;
}

export interface OpeningApi {
  /**
   * Refused with `files-too-large`, and as `openModel`.
   * @param inputSize pixels, where the files leave them open
   * @param onRead bytes so far
   */
  open(
    files: readonly GivenBlob[],
    inputSize: number | undefined,
    onRead: (bytes: number) => void,
  ): Promise<Outcome<FoundModel>>;
  /** Of the network that was opened last. @throws where none was */
  folder(choice: OpeningChoice): Promise<FolderOfFiles>;
}
