import { type Configuration, type EnvironmentOutputs, type EnvironmentParts, sections } from "./sections";

/** One environment of the product: its own key, alarms and network, and its services behind one way in (ENV-4). */
export function createEnvironment(configuration: Configuration): EnvironmentOutputs {
  // A section needs nothing but what earlier sections created: the types of the list see to that.
  const parts = {} as EnvironmentParts;
  for (const section of sections) Object.assign(parts, section.create?.(configuration, parts));
  const outputs = sections.map((section) => section.outputs?.(configuration, parts) ?? {});
  // Pulumi warns of each output without a value.
  const known = outputs.flatMap((values) => Object.entries(values)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as EnvironmentOutputs;
}
