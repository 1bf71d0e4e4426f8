import { z } from "zod";
import { flag, group, number, text } from "../../../configuration/schema/fields";

const changing = "deploys Grafana; with billing the exporters, too";

const part = group(
  {
    name: text(/^\S(?:.{0,38}\S)?$/, {
      description: "What it is, as dashboards call it.",
      allowed: "up to 40 characters",
      changing,
      examples: ["database"],
    }),
    dollarsPerHour: number(0, 10_000, {
      description: "What an hour of it costs, in US dollars.",
      changing,
      examples: [1.11],
    }),
  },
  {
    description: "Something that costs the same in each hour.",
    changing,
    examples: [{ name: "database", dollarsPerHour: 1.11 }],
  },
);

/** What the environment costs, for the dashboard of costs. */
export const prices = group(
  {
    asOf: text(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, {
      description: "Day of the prices, which dashboards tell with each sum.",
      allowed: "a date as year, month and day, in quotes",
      changing,
      examples: ["2026-11-30"],
    }),
    parts: z
      .array(part)
      .meta({
        description: "What runs always, whatever the load: database, cache, network.",
        allowed: "a list of groups of name and dollarsPerHour",
        changing,
        examples: [[{ name: "database", dollarsPerHour: 1.11 }]],
      })
      .default([]),
    billing: flag({
      description:
        "Whether AWS's own estimate of the bill is shown beside it; the account has to have billing alerts switched on.",
      changing,
    }).default(false),
  },
  {
    description:
      "Prices from which a dashboard tells about what the environment costs; no such dashboard unless given. AWS's price list has them.",
    changing,
    examples: [{ asOf: "2026-11-30", parts: [{ name: "database", dollarsPerHour: 1.11 }] }],
  },
);
