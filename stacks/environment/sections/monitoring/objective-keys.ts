import { z } from "zod";
import { number, group, text, wholeNumber } from "../../../configuration/schema/fields";

const changing = "deploys Prometheus and Grafana";

/** What users may expect. */
export function objectives(whose: string) {
  return group(
    {
      availabilityPercent: number(90, 99.999, {
        description: "Share of requests that are answered without an error of the service, in percent (SC-12).",
        changing,
        examples: [99.9],
      }).default(99.9),
      latencyPercent: number(50, 99.99, {
        description: "Share of requests that are answered within latencySeconds, in percent.",
        changing,
        examples: [95],
      }).default(95),
      latencySeconds: number(0.005, 10, {
        description: "Seconds within which they are answered: a bound of the services' histogram.",
        changing,
        examples: [2],
      }).default(2),
      windowDays: wholeNumber(7, 90, {
        description: "Days over which both hold.",
        changing,
        examples: [30],
      }).default(30),
    },
    {
      description: `What users may expect ${whose}, from which alerts follow.`,
      changing,
      examples: [{ availabilityPercent: 99.9 }],
    },
  );
}

const watchedService = group(
  {
    name: text(/^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/, {
      description: "Name of the service.",
      allowed: "the name of a service of proofpix:services",
      changing,
      examples: ["enterprise"],
    }),
    team: text(/^[a-z][a-z0-9-]{0,62}$/, {
      description: "Team that gets its alerts; that of the environment unless given.",
      allowed: "lower-case letters, digits and hyphens",
      changing,
      examples: ["product"],
    }).optional(),
    objectives: objectives("of this service").optional(),
    instanceDollarsPerHour: number(0, 1000, {
      description: "What an hour of one instance costs, in US dollars, for proofpix:monitoring.prices.",
      changing,
      examples: [0.06],
    }).optional(),
  },
  {
    description: "What is particular about a service.",
    changing,
    examples: [{ name: "enterprise", team: "product" }],
  },
);

export const watchedServices = z
  .array(watchedService)
  .meta({
    description: "Services whose team or objectives are not those of the environment, and what their instances cost.",
    allowed: "a list of groups of name, team, objectives and instanceDollarsPerHour",
    changing,
    examples: [[{ name: "enterprise", team: "product" }]],
  })
  .default([]);
