const SHADE_KEY = 'pruning-lab-network-shade';

/** How the network is looked at. */
export class NetworkLook {
  /** Block that is open, among all of the network; in MobileNetV2 the first is one with a residual. */
  block = $state(5);
  /** Index of the layer that is looked at; the first of the block where it has no such. */
  layer = $state(-1);
  /** Channel that is touched: its set and its number in it; null while none is. */
  channel = $state.raw<{ readonly set: number; readonly channel: number } | null>(null);
  #shade = $state('macs');

  constructor() {
    this.#shade = remembered() ?? 'macs';
  }

  /** Id of what colours it. */
  get shade(): string {
    return this.#shade;
  }

  chooseShade(shade: string): void {
    this.#shade = shade;
    try {
      localStorage.setItem(SHADE_KEY, shade);
    } catch {
      // A browser that stores nothing still changes its colours.
    }
  }

  open(block: number): void {
    this.block = block;
    this.channel = null;
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(SHADE_KEY);
  } catch {
    return null;
  }
}
