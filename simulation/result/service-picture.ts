import type { Simulated } from "../simulation";
import { picture } from "./picture";

/** The picture of one service in a simulation. */
export function servicePicture(simulated: Simulated, service: string, environment: string): string {
  const { trace, samples, start, events } = simulated;
  return picture({
    title: `${shortName(service, environment)} of ${environment} under ${trace.name} (simulated)`,
    samples: samples.filter((sample) => sample.service === service),
    start,
    end: start + trace.durationSeconds * 1000,
    marks: events.filter(({ source }) => source === "trace").map(({ at, message }) => ({ at, label: message })),
  });
}

/** A service's name in the configuration: without the environment's and Pulumi's random part. */
export function shortName(service: string, environment: string): string {
  const from = service.indexOf(`-${environment}-`);
  return service.slice(from < 0 ? 0 : from + environment.length + 2).replace(/-[0-9a-f]{7}$/, "");
}
