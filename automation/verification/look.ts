import type { AutomationContext } from "../context";
import { isRinging } from "./alarms";
import { type Before, type Expectation, expectationOf, expectedAlarms, expectedServices } from "./expectation";
import { gatherAlarms, gatherServices } from "./gather";

/** Looks at what is there before an update. A stack that was never deployed has nothing. */
export async function lookBefore(context: AutomationContext): Promise<Before> {
  const [resources, region] = await Promise.all([context.engine.resources(), regionOf(context)]);
  const [alarms, services] = await Promise.all([
    gatherAlarms(expectedAlarms(resources, region), context),
    gatherServices(expectedServices(resources), context),
  ]);
  return {
    ringing: alarms.filter(isRinging).map(({ name }) => name),
    deployments: services.flatMap(({ deployment }) => deployment?.arn ?? []),
  };
}

/**
 * What the stack's state asks for, after an update.
 * @param before what was there before the update, from {@link lookBefore}.
 */
export async function expectationAfter(context: AutomationContext, before?: Before): Promise<Expectation> {
  const { engine } = context;
  const [resources, outputs, region] = await Promise.all([engine.resources(), engine.outputs(), regionOf(context)]);
  return { ...expectationOf(resources, outputs, region), ...(before !== undefined && { before }) };
}

/** The environment's region. */
export function regionOf({ aws }: Pick<AutomationContext, "aws">): Promise<string> {
  return aws.ecs.config.region();
}
