/** Nodes of a TensorFlow graph in JSON: lists and whole numbers are texts, texts are base64. */

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, Attribute | undefined>>;
}

interface Attribute {
  readonly s?: string;
  readonly b?: boolean;
  readonly f?: number;
  readonly i?: string;
  readonly list?: { readonly i?: readonly string[]; readonly s?: readonly string[] };
  readonly shape?: { readonly dim?: readonly { readonly size: string }[] };
}

export function numbers({ attr }: GraphNode, name: string): number[] {
  return (attr?.[name]?.list?.i ?? []).map(Number);
}

export function truth({ attr }: GraphNode, name: string): boolean {
  return attr?.[name]?.b === true;
}

export function float({ attr }: GraphNode, name: string): number | undefined {
  return attr?.[name]?.f;
}

export function text({ attr }: GraphNode, name: string): string {
  return decoded(attr?.[name]?.s ?? '');
}

export function texts({ attr }: GraphNode, name: string): string[] {
  return (attr?.[name]?.list?.s ?? []).map(decoded);
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return base64;
  }
}
