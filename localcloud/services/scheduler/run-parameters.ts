import { isProperties, object, text, type Properties } from "../../model/values";
import { given, parseJson } from "../shared/inputs";

/** Members of a target that `RunTask` has under other names. */
const MEMBERS = {
  launchType: "launchType",
  capacityProviderStrategies: "capacityProviderStrategy",
  placementConstraints: "placementConstraints",
  placementStrategies: "placementStrategy",
} as const;

/** A request of RunTask as Scheduler makes it for a schedule's target (Amazon ECS API Reference, RunTask). */
export function runParameters(target: Properties): Properties {
  const ecs = object(target, "ecsParameters") ?? {};
  const members = given(ecs, Object.keys(MEMBERS) as (keyof typeof MEMBERS)[]);
  const awsvpcConfiguration = object(ecs, "networkConfiguration");
  const overrides = parseJson(text(target, "input") ?? "{}");
  return {
    ...Object.fromEntries(members.map((member) => [MEMBERS[member], ecs[member]])),
    ...(awsvpcConfiguration !== undefined && { networkConfiguration: { awsvpcConfiguration } }),
    ...(isProperties(overrides) && Object.keys(overrides).length > 0 && { overrides }),
  };
}
