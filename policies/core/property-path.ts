/** A step into an object or a list. */
export type PathSegment = string | number;

const parsed = new Map<string, readonly PathSegment[]>();

/** Steps of a path such as `metadata.labels["app.kubernetes.io/name"]` or `ingress[0].cidrBlocks`. */
export function pathSegments(path: string): readonly PathSegment[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const segments = [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? (index === undefined ? (name ?? "") : Number(index)),
  );
  parsed.set(path, segments);
  return segments;
}

/** Joins two paths: `a` and `[0].b` become `a[0].b`. */
export function joinPaths(base: string, path: string): string {
  if (base === "" || path === "") return base + path;
  return path.startsWith("[") ? base + path : `${base}.${path}`;
}

/** The path of an object's entry, in quotes if the name contains characters with a meaning in paths. */
export function entryPath(key: string): string {
  return /^[^.[\]"]+$/.test(key) ? key : `["${key}"]`;
}

/** Whether a value may have properties, as lists do too. */
export function isObject(value: unknown): value is Record<PathSegment, unknown> {
  return typeof value === "object" && value !== null;
}
