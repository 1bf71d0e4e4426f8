/** What rules look at in a request. */
export interface RequestFacts {
  readonly method: string;
  /** Host without its port, in lower case. */
  readonly host: string;
  readonly path: string;
  /** What follows the question mark; empty where there is none. */
  readonly query: string;
  readonly sourceAddress: string;
  /** Values of the headers with a name, in lower case. */
  header(name: string): readonly string[];
}

/** Path and query of a request's target, which may be a whole URL (RFC 9112, section 3.2). */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const relative = /^[a-z][a-z\d+.-]*:\/\//i.test(target) ? target.replace(/^[^/]*\/\/[^/?]*/, "") : target;
  const at = relative.indexOf("?");
  if (at < 0) return { path: relative === "" ? "/" : relative, query: "" };
  return { path: at === 0 ? "/" : relative.slice(0, at), query: relative.slice(at + 1) };
}

/** Host and port of a `Host` header. */
export function splitHost(header: string): { readonly host: string; readonly port?: number } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(header);
  if (match === null) return { host: header.toLowerCase() };
  const port = match[2] === undefined ? {} : { port: Number(match[2]) };
  return { host: (match[1] ?? "").toLowerCase(), ...port };
}
