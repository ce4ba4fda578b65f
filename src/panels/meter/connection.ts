/** Which meter there is and how its connection stands, in words. */
import type { Meter } from '../../meter/meters';
import type { MeterState } from '../../state/meterState.svelte';
import { sentence } from '../../words/sentence';
import { wholeSentence } from '../../words/wholeSentence';
import { words } from '../../words/words';
import { rateText, readingOf } from './reading';
import { inWords } from '../../words/inWords';

const say = words.meter;

/** The parts of the meter's state that words depend on. */
export type MeterFacts = Pick<
  MeterState,
  'phase' | 'meter' | 'kind' | 'status' | 'refusal' | 'mustChooseAgain'
> &
  Partial<Pick<MeterState, 'played'>>;

/** Without the names of its sisters: `RDTech TC66`. */
export function shortName(meter: Meter): string {
  return inWords('meters', meter).name.split(/ or |,| \(/)[0];
}

/** `Simulated RDTech UM25C`: what is not measured says so wherever it is named. */
export function sourceName({ meter, kind }: Pick<MeterFacts, 'meter' | 'kind'>): string {
  if (!meter) return say.title;
  if (kind === 'simulated') return say.simulated(shortName(meter));
  return kind === 'replay' ? say.recorded(shortName(meter)) : shortName(meter);
}

/** Drawn into every picture of samples that no meter measured; null where one did. */
export function traceNotice(kind: MeterFacts['kind']): string | null {
  return kind === 'simulated' || kind === 'replay' ? say.notices[kind] : null;
}

/** What follows the name in the header. */
export function chipText({ phase, status }: MeterFacts): string {
  if (phase !== 'connected') return say.states[phase];
  const reading = readingOf(status?.figures ?? null);
  if (!reading) return say.noReading;
  const { volts, amps, watts } = reading;
  return say.nowReading(`${volts} ${amps} ${watts}`, rateText(status!.figures!));
}

/** The state of the connection, as a sentence. */
export function connectionSentence(facts: MeterFacts): string {
  const { phase, meter, status, refusal, mustChooseAgain } = facts;
  const name = sourceName(facts);
  switch (phase) {
    case 'none':
      return mustChooseAgain && meter ? chooseAgainSentence(meter) : say.none;
    case 'connecting':
      return say.connecting(name);
    case 'refused':
      return wholeSentence(refusal ? sentence(refusal) : say.didNotConnect);
    case 'lost':
      return say.lost(name, status?.problem ? sentence(status.problem) : say.unplugged);
    case 'connected':
      return connectedSentence(facts);
  }
}

function connectedSentence(facts: MeterFacts): string {
  const { kind, status, played } = facts;
  const name = sourceName(facts);
  if (status?.problem) return say.troubled(name, sentence(status.problem));
  if (!readingOf(status?.figures ?? null)) return say.silent(name);
  if (kind !== 'replay') return say.connected(name);
  return played ? say.playsLog(played) : say.plays(name);
}

function chooseAgainSentence(meter: Meter): string {
  return say.wasConnected[meter.link.kind === 'ble' ? 'ble' : 'serial'](shortName(meter));
}
