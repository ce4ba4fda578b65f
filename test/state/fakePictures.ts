import type { Outcome } from '../../src/base/outcome';
import type { GivenPictures } from '../../src/pictures/pictureFile';
import { decodePicture } from '../../workers/pictures/decodePicture';
import { memoryFiles } from '../../workers/pictures/pixelFiles';
import { PicturesDesk } from '../../workers/pictures/picturesDesk';
import type { DatasetOrder } from '../../src/protocol/pictures';

/** The worker's own desk, in this thread: it decodes what has its size already. */
export class FakePictures extends PicturesDesk {
  ended = 0;
  /** Of what is fetched. */
  answer: (file: Outcome<GivenPictures>) => void = () => {};
  readonly written: DatasetOrder[] = [];

  constructor() {
    super(
      decodePicture,
      () => Promise.resolve(memoryFiles()),
      'scratch',
      () => 0,
    );
  }

  fetch(): Promise<Outcome<GivenPictures>> {
    return new Promise((resolve) => (this.answer = resolve));
  }

  override write(order: DatasetOrder) {
    this.written.push(order);
    return super.write(order);
  }

  end() {
    this.ended++;
  }
}
