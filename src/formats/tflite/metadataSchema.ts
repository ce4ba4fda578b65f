/** Numbers of the schema of TFLite's metadata (tflite-support, metadata_schema.fbs): fields of its tables, types. */

export const MODEL = { name: 0, subgraphs: 3, parserVersion: 7 } as const;
export const SUBGRAPH = { inputs: 2, outputs: 3 } as const;
export const TENSOR = { name: 0, content: 3, processing: 4, files: 6 } as const;
export const CONTENT = { propertiesType: 0, properties: 1 } as const;
export const IMAGE = { colours: 0, size: 1 } as const;
export const SIZE = { width: 0, height: 1 } as const;
export const PROCESSING = { optionsType: 0, options: 1 } as const;
export const NORMALISATION = { mean: 0, deviation: 1 } as const;
export const FILE = { name: 0, description: 1, type: 2 } as const;

export const IMAGE_PROPERTIES = 2;
export const FEATURE_PROPERTIES = 1;
export const NORMALISATION_OPTIONS = 1;
