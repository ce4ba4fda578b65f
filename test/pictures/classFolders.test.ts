import { describe, expect, it } from 'vitest';
import { placesOf, type Place } from '../../src/pictures/classFolders';

function placed(...paths: string[]): string[] {
  return placesOf(paths).map(({ className, part }: Place) => `${className} ${part}`);
}

describe('the folders of a picture', () => {
  it('name its class', () => {
    expect(placed('pets/cat/1.jpg', 'pets/dog/1.jpg')).toEqual(['cat null', 'dog null']);
    expect(placed('cat.class/1.jpg', 'dog.class/1.jpg')).toEqual(['cat null', 'dog null']);
  });

  it('tell what it is meant for', () => {
    const paths = ['train/cat/1.jpg', 'train/dog/1.jpg', 'Validation/cat/1.jpg', 'test/dog/1.jpg'];
    const expected = ['cat train', 'dog train', 'cat test', 'dog test'];
    expect(placed(...paths)).toEqual(expected);
    expect(placed(...paths.map((path) => `set/${path}`))).toEqual(expected);
    expect(placed('test/1.jpg', 'train/2.jpg')).toEqual(['null test', 'null train']);
  });

  it('from several roots are put together', () => {
    expect(placed('cat/1.jpg', 'home/dog/1.jpg')).toEqual(['cat null', 'dog null']);
  });

  it('that only hold pictures say nothing', () => {
    expect(placed('train/n01443537/images/n01443537_0.JPEG', 'val/images/val_0.JPEG')).toEqual([
      'n01443537 train',
      'null test',
    ]);
    expect(placed('a/images/1.png', 'b/images/1.png')).toEqual(['a null', 'b null']);
  });

  it('are no class where there is one alone, or where they hold others', () => {
    expect(placed('holiday/1.jpg', 'holiday/2.jpg')).toEqual(['null null', 'null null']);
    expect(placed('cup.class/1.jpg')).toEqual(['cup null']);
    expect(placed('pets/cat/1.jpg', 'pets/dog/1.jpg', 'pets/cover.png')).toEqual([
      'cat null',
      'dog null',
      'null null',
    ]);
  });
});
