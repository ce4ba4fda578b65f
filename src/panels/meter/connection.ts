/** Which meter there is and how its connection stands, in words. */
import type { Meter } from '../../meter/meters';
import type { MeterState } from '../../state/meterState.svelte';
import { sentence } from '../../words/sentence';
import { wholeSentence } from '../../words/wholeSentence';
import { words } from '../../words/words';
import { rateText, readingOf } from './reading';
import { inWords } from '../../words/inWords';

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
  if (!meter) return words.meter.title;
  if (kind === 'simulated') return words.meter.simulated(shortName(meter));
  return kind === 'replay' ? words.meter.recorded(shortName(meter)) : shortName(meter);
}

/** Drawn into every picture of samples that no meter measured; null where one did. */
export function traceNotice(kind: MeterFacts['kind']): string | null {
  return kind === 'simulated' || kind === 'replay' ? words.meter.notices[kind] : null;
}

/** What follows the name in the header. */
export function chipText({ phase, status }: MeterFacts): string {
  if (phase !== 'connected') return words.shell.meter.states[phase];
  const reading = readingOf(status?.figures ?? null);
  if (!reading) return words.meter.noReading;
  const { volts, amps, watts } = reading;
  return words.meter.nowReading(`${volts} ${amps} ${watts}`, rateText(status!.figures!));
}

/** The state of the connection, as a sentence. */
export function connectionSentence(facts: MeterFacts): string {
  const { phase, meter, status, refusal, mustChooseAgain } = facts;
  if (phase === 'none')
    return mustChooseAgain && meter ? chooseAgainSentence(meter) : words.shell.meter.none;
  const name = sourceName(facts);
  switch (phase) {
    case 'connecting':
      return words.meter.connecting(name);
    case 'refused':
      return wholeSentence(refusal ? sentence(refusal) : words.meter.didNotConnect);
    case 'lost':
      return words.meter.lost(
        name,
        status?.problem ? sentence(status.problem) : words.meter.unplugged,
      );
    case 'connected':
      return connectedSentence(facts);
  }
}

function connectedSentence(facts: MeterFacts): string {
  const { kind, status, played } = facts;
  const name = sourceName(facts);
  if (status?.problem) return words.meter.troubled(name, sentence(status.problem));
  if (!readingOf(status?.figures ?? null)) return words.meter.silent(name);
  if (kind !== 'replay') return words.meter.connected(name);
  return played ? words.meter.playsLog(played) : words.meter.plays(name);
}

function chooseAgainSentence(meter: Meter): string {
  return words.meter.wasConnected[meter.link.kind === 'ble' ? 'ble' : 'serial'](shortName(meter));
}
