/** What came from addresses, where the browser keeps files; what was used longest ago goes first. */
import { parseJson } from '../base/json';
import { contentId } from '../base/contentId';
import type { FileVersion, KeptDownloads, KeptFile } from '../download/resumedFile';
import type { FolderStore } from '../protocol/files';

interface Head extends FileVersion {
  readonly url: string;
  readonly whole: boolean;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

const HEAD = 'head.json';

interface Place {
  /** Address below which the folders lie. */
  readonly root: string;
  /** Of all together; of one that is larger, it alone. */
  readonly mostBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class StoredDownloads implements KeptDownloads {
  private readonly folders: FolderStore;
  private readonly place: Place;

  constructor(folders: FolderStore, place: Place) {
    this.folders = folders;
    this.place = place;
  }

  async find(url: string): Promise<KeptFile | null> {
    const head = await this.head(this.folder(url));
    return head && { ...head, parts: await this.parts(this.folder(url)) };
  }

  async begin(url: string, { etag, modified }: FileVersion): Promise<void> {
    await this.folders.remove(this.folder(url));
    await this.put({ url, etag, modified, whole: false, usedAt: this.place.now() });
  }

  async append(url: string, from: number, part: Blob): Promise<void> {
    await this.folders.put(this.folder(url), new Map([[partName(from), part]]));
  }

  async finish(url: string): Promise<void> {
    const head = await this.head(this.folder(url));
    if (head) await this.put({ ...head, whole: true, usedAt: this.place.now() });
    await this.makeRoom(url);
  }

  /** Of all together. */
  async bytes(): Promise<number> {
    return (await this.all()).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async clear(): Promise<void> {
    for (const { folder } of await this.all()) await this.folders.remove(folder);
  }

  private folder(url: string): string {
    return `${this.place.root}${contentId('file', url)}/`;
  }

  private async head(folder: string): Promise<Head | null> {
    const file = await this.folders.file(folder + HEAD);
    return file && ((parseJson(new Uint8Array(await file.arrayBuffer())) as Head) ?? null);
  }

  private async put(head: Head): Promise<void> {
    const file = new Blob([JSON.stringify(head)]);
    await this.folders.put(this.folder(head.url), new Map([[HEAD, file]]));
  }

  /** Until one is missing: pages that fetch at the same time may leave some that do not follow. */
  private async parts(folder: string): Promise<readonly Blob[]> {
    const parts: Blob[] = [];
    for (let at = 0; ; at += parts[parts.length - 1].size) {
      const part = await this.folders.file(folder + partName(at));
      if (!part?.size) return parts;
      parts.push(part);
    }
  }

  private async all() {
    const heads = (await this.folders.addresses()).filter((name) => name.endsWith(`/${HEAD}`));
    return Promise.all(
      heads.map(async (address) => {
        const folder = address.slice(0, -HEAD.length);
        const bytes = (await this.parts(folder)).reduce((sum, { size }) => sum + size, 0);
        return { folder, bytes, usedAt: (await this.head(folder))?.usedAt ?? 0 };
      }),
    );
  }

  private async makeRoom(url: string): Promise<void> {
    const all = (await this.all()).sort((a, b) => a.usedAt - b.usedAt);
    let left = all.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { folder, bytes } of all.filter((one) => one.folder !== this.folder(url))) {
      if (left <= this.place.mostBytes) return;
      await this.folders.remove(folder);
      left -= bytes;
    }
  }
}

/** By how many bytes lie before it. */
function partName(from: number): string {
  return `part-${from}`;
}
