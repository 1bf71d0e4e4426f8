/** A type without its package: `rds:Instance`. */
export function shortType(type: string): string {
  const [, module = "", name = ""] = /^[^:]+:([^/:]+)[^:]*:(.+)$/.exec(type) ?? [];
  return name === "" ? type : `${module}:${name}`;
}
