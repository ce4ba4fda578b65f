import type { FoundModel } from '../../protocol/opening';
import { words } from '../../words/words';

const say = words.opening;

/** What there is to say of a network, and how much of it: for a table of two columns. */
export function factRows({ facts, classNames, network, format }: FoundModel): [string, string][] {
  const { family, width, padding, normalisation, activations, ending, precisions } = facts;
  const active = activations.map((id) => say.activation[id]).join(', ');
  return [
    [say.family, say.atWidth(say.families[family], width)],
    [say.format, say.formatNames[format]],
    [say.input, say.pixels(network.input.size, network.input.planes)],
    [say.classes, classNames ? say.named(facts.classes, classNames) : say.unnamed(facts.classes)],
    [say.padding, say.paddings[padding]],
    [say.normalisation, say.normalisations[normalisation]],
    [say.activations, ending === null ? active : say.behind(active, ending)],
    [say.precision, precisions.join(', ')],
    [say.size, say.sizes(facts.parameters, facts.macs, facts.bytes)],
  ];
}
