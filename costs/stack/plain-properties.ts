import type { Properties } from "../model/resource";

/** What the engine writes for a value that isn't known before the update (Pulumi's SDK, `runtime/rpc.ts`). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Reads plain values, as a state or an event of the engine has them. */
export class PlainProperties implements Properties {
  constructor(private readonly root: unknown) {}

  text(path: string): string | undefined {
    const value = valueAt(this.root, path);
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return typeof value === "string" && value !== UNKNOWN ? value : undefined;
  }

  number(path: string): number | undefined {
    const text = this.text(path);
    const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
    return Number.isNaN(number) ? undefined : number;
  }

  flag(path: string): boolean | undefined {
    const text = this.text(path);
    return text === "true" ? true : text === "false" ? false : undefined;
  }

  each(path: string): readonly Properties[] {
    const value = valueAt(this.root, path);
    return Array.isArray(value) ? value.map((element) => new PlainProperties(element)) : [];
  }
}

/** The value at a path such as `monitoring.enabled`; the empty path is the whole. */
export function valueAt(root: unknown, path: string): unknown {
  if (path === "") return root;
  return path.split(".").reduce<unknown>((value, name) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Readonly<Record<string, unknown>>)[name];
  }, root);
}

/** Every text within a value. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
