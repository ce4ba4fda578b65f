/** What files beside a network say of its pictures: Teachable Machine's metadata, Hugging Face's and timm's settings. */
import { parsedJson, parseJson } from '../base/json';
import { PREPROCESSING } from '../formats/exportedModel';
import type { Texts } from '../formats/graph';
import { FRAMINGS, type Framing } from '../subject/modelInput';
import type { InputRange } from './inputRanges';
import type { GivenFile } from './modelFormats';

/** Who says something: the network's own file, one beside it, what is known of its origin, or nobody. */
export type Evidence = 'file' | 'beside' | 'origin' | 'guess';

export interface SaidBeside {
  /** Height and width, pixels. */
  readonly size?: number;
  readonly range?: InputRange;
  readonly framing?: Framing;
  readonly teachableMachine?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Bytes; settings are short. */
const LONGEST = 1 << 20;

export function saidBeside(files: readonly GivenFile[]): SaidBeside {
  const settings = files.filter(
    ({ name, bytes }) => /\.json$/i.test(name) && bytes.length < LONGEST,
  );
  const said = settings.flatMap(({ bytes }): SaidBeside[] => {
    const json = objectIn(parseJson(bytes));
    return json ? [ofTeachableMachine(json), ofTimm(json), ofHuggingFace(json)] : [];
  });
  return Object.assign({}, ...said.map(withoutGaps)) as SaidBeside;
}

function withoutGaps(said: SaidBeside): SaidBeside {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** What the lab writes into its files of other formats. */
export function saidInside(texts: Texts | undefined): Pick<SaidBeside, 'range' | 'framing'> {
  const said = objectIn(parsedJson(texts?.get(PREPROCESSING) ?? ''));
  if (!said) return {};
  const framing = FRAMINGS.find((known) => known === said.framing);
  return { range: rangeOf(said.mean, said.deviation, 1), framing };
}

/** metadata.json */
function ofTeachableMachine(json: Json): SaidBeside {
  if (typeof json.tmVersion !== 'string') return {};
  return { teachableMachine: true, size: sideOf(json.imageSize), framing: 'centre-square' };
}

/** config.json of timm: `input_size` is planes, height and width. */
function ofTimm(json: Json): SaidBeside {
  const own = objectIn(json.pretrained_cfg) ?? json;
  const sides = own.input_size;
  if (!Array.isArray(sides)) return {};
  const crop = Number(own.crop_pct ?? 0.875);
  const framing = crop > 0.95 ? 'centre-square' : 'resize-crop';
  return { size: sideOf(sides[1]), range: rangeOf(own.mean, own.std, 1), framing };
}

/** preprocessor_config.json, and `image_size` of config.json. */
function ofHuggingFace(json: Json): SaidBeside {
  if (json.image_size !== undefined) return { size: sideOf(json.image_size) };
  if (!Array.isArray(json.image_mean) && json.rescale_factor === undefined) return {};
  const factor = json.do_rescale === false ? 1 : Number(json.rescale_factor ?? 1 / 255);
  const plain = json.do_normalize === false;
  const range = plain
    ? rangeOf([0, 0, 0], [1, 1, 1], 255 * factor)
    : rangeOf(json.image_mean, json.image_std, 255 * factor);
  const crops = json.do_center_crop === true;
  const size = sideOf((crops ? json.crop_size : undefined) ?? json.size);
  return { size, range, framing: crops ? 'resize-crop' : 'stretch' };
}

/** @param span of the values that mean and deviation are of, from a picture's black to its white */
function rangeOf(mean: unknown, deviation: unknown, span: number): InputRange | undefined {
  const [means, deviations] = [mean, deviation].map(numbersIn);
  if (!means || means.length !== deviations?.length) return undefined;
  if (!(span > 0) || deviations.some((value) => value <= 0)) return undefined;
  const scaled = (values: readonly number[]) => values.map((value) => value / span);
  return { mean: scaled(means), deviation: scaled(deviations) };
}

/** One a plane. */
function numbersIn(value: unknown): number[] | null {
  const fits = Array.isArray(value) && (value.length === 1 || value.length === 3);
  return fits && value.every(Number.isFinite) ? (value as number[]) : null;
}

/** `224`, `[224, 224]`, `{ height: 224, width: 224 }` or `{ shortest_edge: 224 }`. */
function sideOf(value: unknown): number | undefined {
  const json = objectIn(value);
  const side: unknown = Array.isArray(value)
    ? value[0]
    : json
      ? (json.height ?? json.shortest_edge)
      : value;
  return Number.isInteger(side) && Number(side) >= 1 && Number(side) <= 4096
    ? Number(side)
    : undefined;
}

function objectIn(value: unknown): Json | null {
  const is = typeof value === 'object' && value !== null && !Array.isArray(value);
  return is ? (value as Json) : null;
}
