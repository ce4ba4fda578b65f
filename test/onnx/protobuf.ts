/** The little of protobuf's wire format that an ONNX file needs. See: protobuf.dev, "Encoding". */

export class ProtobufWriter {
  private readonly parts: Uint8Array[] = [];

  varint(field: number, value: number): this {
    return this.raw(encodeVarint(field * 8), encodeVarint(value));
  }

  float(field: number, value: number): this {
    return this.raw(encodeVarint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.raw(encodeVarint(field * 8 + 2), encodeVarint(value.length), value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: ProtobufWriter): this {
    return this.bytes(field, value.finish());
  }

  finish(): Uint8Array<ArrayBuffer> {
    const length = this.parts.reduce((sum, part) => sum + part.length, 0);
    const result = new Uint8Array(length);
    let at = 0;
    for (const part of this.parts) {
      result.set(part, at);
      at += part.length;
    }
    return result;
  }

  private raw(...parts: Uint8Array[]): this {
    this.parts.push(...parts);
    return this;
  }
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}
