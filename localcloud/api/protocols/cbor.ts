/** A time in CBOR: tag 1, seconds since the epoch (RFC 8949, 3.4.2). */
export class CborTime {
  constructor(readonly milliseconds: number) {}
}

const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6, simple: 7 } as const;
const EPOCH_TAG = 1;
const INDEFINITE = 31;
const BREAK = Symbol("break");

/** Writes a value in CBOR (RFC 8949); what is undefined in a map is left out. */
export function encoded(value: unknown): Buffer {
  switch (typeof value) {
    case "boolean":
      return Buffer.from([value ? 0xf5 : 0xf4]);
    case "number":
      return encodedNumber(value);
    case "string":
      return Buffer.concat([head(MAJOR.text, Buffer.byteLength(value)), Buffer.from(value)]);
    case "object":
      return value === null ? NULL : encodedObject(value);
    default:
      return NULL;
  }
}

const NULL = Buffer.from([0xf6]);

function encodedObject(value: object): Buffer {
  if (value instanceof CborTime) return Buffer.concat([head(MAJOR.tag, EPOCH_TAG), double(value.milliseconds / 1000)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(MAJOR.bytes, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(MAJOR.list, value.length), ...value.map(encoded)]);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const parts = entries.flatMap(([key, each]) => [encoded(key), encoded(each)]);
  return Buffer.concat([head(MAJOR.map, entries.length), ...parts]);
}

function encodedNumber(value: number): Buffer {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return double(value);
  return value >= 0 ? head(MAJOR.unsigned, value) : head(MAJOR.negative, -1 - value);
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function head(major: number, argument: number): Buffer {
  const first = major << 5;
  if (argument < 24) return Buffer.from([first | argument]);
  if (argument < 0x100) return Buffer.from([first | 24, argument]);
  const bytes = Buffer.alloc(argument < 0x10000 ? 3 : argument < 0x1_0000_0000 ? 5 : 9);
  bytes[0] = first | ({ 3: 25, 5: 26, 9: 27 }[bytes.length] ?? 27);
  if (bytes.length === 9) bytes.writeBigUInt64BE(BigInt(argument), 1);
  else bytes.writeUIntBE(argument, 1, bytes.length - 1);
  return bytes;
}

/**
 * Reads a value in CBOR.
 * @throws {RangeError} for what ends too early or isn't CBOR.
 */
export function decoded(bytes: Buffer): unknown {
  const reader = new Reader(bytes);
  const value = reader.value();
  if (value === BREAK || !reader.isAtEnd) throw new RangeError("the body isn't one value in CBOR");
  return value;
}

class Reader {
  private position = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.position === this.bytes.length;
  }

  value(): unknown {
    const first = this.take(1).readUInt8();
    const [major, information] = [first >> 5, first & 0x1f];
    if (major === MAJOR.simple) return this.simple(information);
    const argument = information === INDEFINITE ? undefined : this.argument(information);
    if (major <= MAJOR.negative) return major === MAJOR.unsigned ? argument : -1 - (argument ?? 0);
    if (major === MAJOR.tag) return tagged(argument, this.value());
    return this.sized(major, argument);
  }

  /** What has a length, or ends with a break. */
  private sized(major: number, length: number | undefined): unknown {
    if (major === MAJOR.list) return this.list(length);
    if (major === MAJOR.map) return this.map(length);
    const bytes = length === undefined ? Buffer.concat(this.list(undefined).map(asBytes)) : this.take(length);
    return major === MAJOR.text ? bytes.toString("utf8") : bytes;
  }

  private argument(information: number): number {
    if (information < 24) return information;
    const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[information];
    if (size === undefined) throw new RangeError(`CBOR has no additional information ${information}`);
    const bytes = this.take(size);
    return size === 8 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, size);
  }

  private take(length: number): Buffer {
    const taken = this.bytes.subarray(this.position, this.position + length);
    if (taken.length < length) throw new RangeError("the body ends within a value");
    this.position += length;
    return taken;
  }

  private list(length: number | undefined): unknown[] {
    const elements: unknown[] = [];
    while (length === undefined || elements.length < length) {
      const element = this.value();
      if (element === BREAK) break;
      elements.push(element);
    }
    return elements;
  }

  private map(length: number | undefined): Record<string, unknown> {
    const entries: (readonly [string, unknown])[] = [];
    while (length === undefined || entries.length < length) {
      const key = this.value();
      if (key === BREAK) break;
      entries.push([String(key), this.value()]);
    }
    return Object.fromEntries(entries);
  }

  private simple(information: number): unknown {
    if (information in SIMPLE) return SIMPLE[information];
    if (information === 25) return half(this.take(2).readUInt16BE());
    if (information === 26) return this.take(4).readFloatBE();
    if (information === 27) return this.take(8).readDoubleBE();
    throw new RangeError(`CBOR has no simple value ${information} that is used here`);
  }
}

/** Values by their additional information (RFC 8949, 3.3); 23 is undefined, which is no value here. */
const SIMPLE: Readonly<Record<number, unknown>> = { 20: false, 21: true, 22: null, 23: null, [INDEFINITE]: BREAK };

function asBytes(value: unknown): Buffer {
  return Buffer.from(value as Buffer | string);
}

function tagged(tag: number | undefined, value: unknown): unknown {
  return tag === EPOCH_TAG ? new CborTime(Number(value) * 1000) : value;
}

/** A number of 16 bits (RFC 8949, appendix D). */
function half(bits: number): number {
  const [exponent, mantissa] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (mantissa + 1024) * 2 ** (exponent - 25);
}
