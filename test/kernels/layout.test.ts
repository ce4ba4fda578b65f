import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutArena } from '../../workers/kernels/memory/arena';
import { imagesPerGroup, mapLayout } from '../../workers/kernels/memory/layout';

describe('map layout', () => {
  it('never has a pitch of whole pages, nor one shorter than its columns', () => {
    for (let size = 1; size <= 224; size++) {
      for (const images of [1, 4, 8, 12, 16]) {
        const { columns, pitch } = mapLayout(1, size, images);
        expect((4 * pitch) % 4096).not.toBe(0);
        expect(pitch).toBeGreaterThanOrEqual(columns);
        expect(columns % 4).toBe(0);
      }
    }
  });

  it('puts up to 16 images side by side', () => {
    expect([1, 2, 4, 5, 16, 17, 64].map(imagesPerGroup)).toEqual([1, 4, 4, 8, 16, 16, 16]);
  });
});

const tenant = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(20), fc.nat(5))
  .map(([bytes, from, life]) => ({ bytes, from, to: from + life }));

describe('arena', () => {
  it('never gives one place to two maps that are alive together', () => {
    const property = fc.property(fc.array(tenant, { maxLength: 30 }), (tenants) => {
      const { bytes, offsets } = layOutArena(tenants);
      tenants.forEach((a, i) => {
        expect(offsets[i] % 64).toBe(0);
        expect(offsets[i] + a.bytes).toBeLessThanOrEqual(bytes);
        tenants.slice(0, i).forEach((b, j) => {
          const together = a.from <= b.to && b.from <= a.to;
          const apart = offsets[i] + a.bytes <= offsets[j] || offsets[j] + b.bytes <= offsets[i];
          expect(!together || apart).toBe(true);
        });
      });
    });
    fc.assert(property, { seed: 7, numRuns: 200 });
  });

  it('reuses the place of a dead map', () => {
    const chain = [0, 1, 2, 3].map((step) => ({ bytes: 640, from: step, to: step + 1 }));
    expect(layOutArena(chain).bytes).toBe(1280);
  });
});
