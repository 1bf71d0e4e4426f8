import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Properties } from "../../../../localcloud/model/values";

/** Inputs by resource type. */
export type Samples = Readonly<Record<string, Properties>>;

const SERVICES = join(__dirname, "..", "..", "services");

/** What usual programs ask for, by resource type: AWS takes all of it. Each service's stand in its `samples.ts`. */
export const SAMPLES: Samples = Object.fromEntries(
  readdirSync(SERVICES).flatMap((service) => Object.entries(samplesOf(service))),
);

function samplesOf(service: string): Samples {
  const file = join(SERVICES, service, "samples.ts");
  return existsSync(file) ? jest.requireActual<{ readonly SAMPLES: Samples }>(file).SAMPLES : {};
}
