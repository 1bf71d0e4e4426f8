import { CACHES } from "../resources/caches";
import { COMPUTE } from "../resources/compute";
import { CONTAINERS } from "../resources/containers";
import { DATABASES } from "../resources/databases";
import { MONITORING } from "../resources/monitoring";
import { NETWORK } from "../resources/network";
import { SECURITY } from "../resources/security";

const KINDS = {
  compute: { ...COMPUTE, ...CONTAINERS },
  database: DATABASES,
  cache: CACHES,
  network: NETWORK,
  monitoring: MONITORING,
  security: SECURITY,
} as const;

/** What a resource is for, as a bill is read. */
export type Kind = keyof typeof KINDS | "messaging and storage";

/** The kind of a type that has a price. */
export function kindOf(type: string): Kind {
  const found = Object.entries(KINDS).find(([, charges]) => Object.hasOwn(charges, type));
  return (found?.[0] as Kind | undefined) ?? "messaging and storage";
}
