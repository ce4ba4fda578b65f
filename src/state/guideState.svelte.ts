import { askClassAddresses } from '../bridge/classAddresses';
import type { ClassAddresses } from '../protocol/classAddresses';

const TOUR_KEY = 'pruning-lab-tour';

/** What leads through the page: tour, glossary, the address of the class. */
export class GuideState {
  glossaryOpen = $state(false);
  classOpen = $state(false);
  /** Of the tour, from 0; null while nobody takes it. */
  step = $state<number | null>(null);
  /** Until it was taken or declined once in this browser. */
  offered = $state(!isKnown());
  /** Where others reach the page; null where they do not, or before it was asked. */
  addresses = $state.raw<ClassAddresses | null>(null);
  readonly #ask: () => Promise<ClassAddresses | null>;

  constructor(ask = askClassAddresses) {
    this.#ask = ask;
  }

  startTour(): void {
    this.dismiss();
    this.step = 0;
  }

  endTour(): void {
    this.step = null;
  }

  /** No offer any more, not on the next visit either. */
  dismiss(): void {
    this.offered = false;
    try {
      localStorage.setItem(TOUR_KEY, 'known');
    } catch {
      // A browser that stores nothing offers it again.
    }
  }

  async openClass(): Promise<void> {
    this.classOpen = true;
    await this.findClass();
  }

  async findClass(): Promise<void> {
    this.addresses = await this.#ask();
  }
}

function isKnown(): boolean {
  try {
    return localStorage.getItem(TOUR_KEY) !== null;
  } catch {
    return false;
  }
}
