import type { Finding, ResourceView, RuleConfiguration } from "../../core";

/** The smallest and largest number of instances. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

type Scaled = "instances" | "pods";

/** The bounds of ENV-1 to ENV-3, for AWS and Kubernetes. */
export function boundsConfiguration(scaled: Scaled): RuleConfiguration<Bounds> {
  return {
    schema: {
      minimum: { type: "integer", minimum: 0, description: `Fewest ${scaled} that a minimum may name` },
      maximum: { type: "integer", minimum: 1, description: `Most ${scaled} that a maximum may name` },
    },
    defaults: {
      development: { minimum: 1, maximum: 2 },
      staging: { minimum: 2, maximum: 5 },
      production: { minimum: 3, maximum: 20 },
    },
  };
}

interface Count {
  readonly property: string;
  readonly scaled: Scaled;
  /** The value of a property that isn't set. */
  readonly absent: number;
}

/** The finding for a property with a number of instances. */
export function outOfBounds(
  resource: ResourceView,
  { property, scaled, absent }: Count,
  { minimum, maximum }: Bounds,
): Finding[] {
  const count = resource.number(property);
  if (!count.known) return [];
  const { value = absent } = count;
  if (value >= minimum && value <= maximum) return [];
  const isTooFew = value < minimum;
  return [
    {
      property,
      value: count.value,
      problem: isTooFew ? `there may be too few ${scaled} to bear a failure` : "there may be more than is paid for",
      allowed: `${minimum} to ${maximum}`,
      fix: `set it to ${isTooFew ? minimum : maximum}, or change the bounds in the environment's configuration of the pack`,
    },
  ];
}
