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

/** A path and the path below it, as people write them: `a` and `[0].b` give `a[0].b`. */
export function joinPaths(base: string, path: string): string {
  if (base === "" || path === "") return base + path;
  return path.startsWith("[") ? base + path : `${base}.${path}`;
}

/** The path of an entry of an object; quoted where a plain name would be read as several. */
export function entryPath(key: string): string {
  return /^[^.[\]"]+$/.test(key) ? key : `["${key}"]`;
}

/** Whether a value may have properties, which lists have too. */
export function isObject(value: unknown): value is Record<PathSegment, unknown> {
  return typeof value === "object" && value !== null;
}
