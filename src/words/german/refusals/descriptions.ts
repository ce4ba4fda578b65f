/** Beschreibungen von Netzen, die sich widersprechen. */
import type { descriptions as english } from '../../english/refusals/descriptions';

export const descriptions: typeof english = {
  'layer-contradiction': ({ layer, cause }, say) => `ungültige Schicht ${layer}: ${say(cause)}`,
  'layer-twice': 'zwei Schichten haben ihren Namen',
  'layer-not-before': ({ wanted }) => `keine Schicht ${wanted} steht vor ihr`,
  'layer-unread': 'keine Schicht liest sie',
  'layer-no-scores': ({ pixels }) => `sie gibt Karten von ${pixels} Pixeln, keine Wertungen`,
  'layer-channels': ({ channels }) => `${channels} Kanäle`,
  'layer-kernel-size': ({ pixels }) => `ihr Filter ist größer als ihre Karte von ${pixels} Pixeln`,
  'layer-not-square': 'ihre Karte ist kein Quadrat',
  'layer-reads-map': ({ pixels }) =>
    `eine voll verbundene Schicht kann keine Karte von ${pixels} Pixeln lesen`,
  'layer-adds': ({ added, other, own }) =>
    `sie addiert ${added.join('×')} von ${other} zu ${own.join('×')}`,
  'set-names': ({ names, sets }) => `${names} Namen für ${sets} Kanalgruppen`,
  'set-of-none': ({ set, layer }) => `ungültige Kanalgruppe ${set}: ${layer} erzeugt keine`,
  'channel-counts': ({ given, sets }) =>
    `ungültige Kanalzahlen: ${given} angegeben für ${sets} Gruppen`,
  'channel-count-range': ({ set, count, most }) =>
    `ungültige Kanalzahl für ${set}: ${count} (möglich sind 1 bis ${most})`,
  'input-not-square': ({ input }) =>
    `sein Eingang ist ${input.join('×')}, kein Quadrat mit 3 Ebenen`,
};
