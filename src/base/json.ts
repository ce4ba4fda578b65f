/** Undefined where the text is no JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  return parsedJson(new TextDecoder().decode(bytes));
}

/** Undefined where the text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
