import type { Outcome } from '../../src/base/outcome';
import type { FoundModel, GivenBlob, OpeningChoice } from '../../src/protocol/opening';
import type { ModelOpener } from '../../src/state/openingState.svelte';
import type { FolderOfFiles } from '../../src/subject/imported';

/** Answers when it is told to. */
export class FakeOpener implements ModelOpener {
  /** Of `open` and `fetch`, oldest first. */
  readonly waiting: ((outcome: Outcome<never>) => void)[] = [];
  choice: OpeningChoice | null = null;
  id = 'imported-0123456789abcdef';

  open(): Promise<Outcome<FoundModel>> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  fetch(): Promise<Outcome<GivenBlob[]>> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  answer(outcome: Outcome<unknown>): void {
    this.waiting.shift()!(outcome as Outcome<never>);
  }

  async folder(choice: OpeningChoice): Promise<FolderOfFiles> {
    this.choice = choice;
    return { id: this.id, files: new Map([['manifest.json', new Blob(['{}'])]]) };
  }

  close(): void {}
}
