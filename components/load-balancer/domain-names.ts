import type { DomainArgs } from "./args";
import { covers } from "./routes";

/** Every name under which clients reach the load balancer. */
export function domainNames(domain: DomainArgs): string[] {
  return [...new Set([domain.name, ...(domain.alternativeNames ?? [])])];
}

/** Hosted zone that holds a domain's records. */
export function hostedZone(domain: DomainArgs): string {
  if (domain.hostedZone !== undefined) return domain.hostedZone;
  const [, ...parent] = domain.name.split(".");
  return parent.length > 1 ? parent.join(".") : domain.name;
}

/** Whether a hosted zone can hold a name's records. */
export function liesInZone(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/**
 * Names for which ACM wants a record: a wildcard is validated with the name that it stands under, by the same record
 * (AWS Certificate Manager User Guide, "DNS validation").
 */
export function validatedNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.replace(/^\*\./, "")))];
}

/** Whether a certificate for `names` covers a host or host pattern: a wildcard stands for one label. */
export function certificateCovers(names: readonly string[], host: string): boolean {
  const [label = "", ...parent] = host.split(".");
  return names.some((name) => name === host || (name === `*.${parent.join(".")}` && covers("*", label)));
}
