/** Power over time with its exact integral. */
export interface PowerCurve {
  watts(atMs: number): number;
  /** Energy between two moments, J. */
  joules(fromMs: number, toMs: number): number;
}

/** From `fromMs` on the power runs straight from `startW` to `endW`, until the next piece begins. */
export interface Piece {
  readonly fromMs: number;
  readonly startW: number;
  readonly endW: number;
}

/** Steps, ramps and spikes, piece by piece; the last piece stays at its end value after `endMs`. */
export class ScriptedCurve implements PowerCurve {
  private readonly pieces: readonly Piece[];
  private readonly ends: readonly number[];
  /** Energy from the first piece's beginning to each piece's beginning, J. */
  private readonly energyBefore: number[] = [0];

  constructor(pieces: readonly Piece[], endMs: number) {
    this.pieces = pieces;
    this.ends = pieces.map((_, i) => pieces[i + 1]?.fromMs ?? endMs);
    for (let i = 0; i + 1 < pieces.length; i++)
      this.energyBefore.push(this.energyBefore[i] + this.pieceJoules(i, this.ends[i]));
  }

  watts(atMs: number): number {
    return this.wattsIn(this.indexAt(atMs), atMs);
  }

  joules(fromMs: number, toMs: number): number {
    return this.energyUntil(toMs) - this.energyUntil(fromMs);
  }

  private energyUntil(atMs: number): number {
    const index = this.indexAt(atMs);
    return this.energyBefore[index] + this.pieceJoules(index, atMs);
  }

  private pieceJoules(index: number, untilMs: number): number {
    const { fromMs, startW } = this.pieces[index];
    const bend = Math.min(untilMs, this.ends[index]);
    const straight = ((startW + this.wattsIn(index, bend)) / 2) * (bend - fromMs);
    return (straight + (untilMs - bend) * this.wattsIn(index, bend)) / 1000;
  }

  private wattsIn(index: number, atMs: number): number {
    const { fromMs, startW, endW } = this.pieces[index];
    const share = (atMs - fromMs) / (this.ends[index] - fromMs);
    return startW + (endW - startW) * Math.min(Math.max(share, 0), 1);
  }

  private indexAt(atMs: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.pieces[middle].fromMs <= atMs) low = middle;
      else high = middle;
    }
    return low;
  }
}
