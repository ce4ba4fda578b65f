/** What crosses between the page and the worker that writes networks in other tools' formats; types only. */
import type { Outcome } from '../base/outcome';
import type { ExportFormatId, Storage } from '../export/exportFormats';
import type { Framing } from '../subject/modelInput';

export interface ExportRequest {
  /** The network as `LabApi.networkFile` gives it. */
  readonly file: Blob;
  /** For people: what it was made of, and how. */
  readonly name: string;
  /** Of each plane that the network reads: a picture's byte becomes (byte / 255 − mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** How a picture of any shape becomes a square. */
  readonly framing: Framing;
  readonly format: ExportFormatId;
  /** One of the format's own. */
  readonly storage: Storage;
}

export interface ExportApi {
  /** The bytes of the file. Refused as `readCheckpoint` does where the network's own file is damaged. */
  write(request: ExportRequest): Promise<Outcome<Blob>>;
}
