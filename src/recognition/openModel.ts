/** From the files that somebody gives to all that the lab needs to load them: network, labels, input, and what to show. */
import type { Outcome } from '../base/outcome';
import type { Texts } from '../formats/graph';
import type { Network, Weights } from '../model/network';
import type { TensorScale } from '../quantisation/quantisedNetwork';
import type { PerMap } from '../quantisation/ranges';
import type { ModelInput } from '../subject/modelInput';
import { classNamesIn, type ClassNames } from './classNames';
import { expectedInput, type InputEvidence } from './expectedInput';
import { factsOf, type ModelFacts } from './facts';
import { rangeIdOf, type InputRangeId } from './inputRanges';
import type { GivenFile, ModelFormatId } from './modelFormats';
import { modelName } from './modelName';
import { recogniseFiles, type RecognisedModel } from './recogniseFiles';
import { twoScores } from './twoScores';

export interface OpenedModel {
  /** For people. */
  readonly name: string;
  readonly format: ModelFormatId;
  readonly network: Network;
  readonly weights: Weights;
  /** What its maps stand for where the file computes in bytes: `quantiseAt` makes its integers again. */
  readonly scales: PerMap<TensorScale> | null;
  readonly input: ModelInput;
  /** Who says what the input is. */
  readonly inputEvidence: InputEvidence;
  /** Row of `INPUT_RANGES`; null where it is none of them. */
  readonly inputRange: InputRangeId | null;
  /** By class, where the files say them. */
  readonly classNames: readonly string[] | null;
  /** Where they stand, and what was done to fit them. */
  readonly classNamesFrom: Omit<ClassNames, 'names'> | null;
  readonly facts: ModelFacts;
}

/** Refused as `recogniseFiles` does. @param inputSize pixels, where the file leaves them open */
export function openModel(files: readonly GivenFile[], inputSize?: number): Outcome<OpenedModel> {
  const recognised = recogniseFiles(files, inputSize);
  if (!recognised.ok) return recognised;
  const model = recognised.value;
  const { format, file, scales } = model;
  const { network, weights } = twoScores(model);
  const { input, evidence } = expectedInput(model);
  const facts = factsOf(model);
  const paths = files.map(({ name }) => name);
  const named = classNamesIn(textsOf(model), network.classes);
  return {
    ok: true,
    value: {
      ...{ name: modelName(paths, file.name, facts), format, network, weights, scales },
      ...{ input, inputEvidence: evidence, inputRange: rangeIdOf(input) },
      classNames: named?.names ?? null,
      classNamesFrom: named && { from: named.from, background: named.background },
      facts,
    },
  };
}

/** Whether a text is called like a list of classes. */
function isList(name: string): boolean {
  return /label|class|names|synset/i.test(name);
}

/** Bytes; lists of names are short. */
const LONGEST_TEXT = 4 << 20;

/** The network's own, then those beside it, lists of labels first. */
function textsOf({ graph, files }: RecognisedModel): Texts {
  const isText = ({ name, bytes }: GivenFile) =>
    /\.(txt|json|names|labels|csv|pbtxt)$/i.test(name) && bytes.length < LONGEST_TEXT;
  const beside = files.filter(isText);
  const lists = beside.filter(({ name }) => isList(name));
  const ordered = [...lists, ...beside.filter((file) => !lists.includes(file))];
  const read = ({ name, bytes }: GivenFile) => [name, new TextDecoder().decode(bytes)] as const;
  return new Map([...(graph.texts ?? []), ...ordered.map(read)]);
}
