import type { AutomationContext } from "../context";
import type { Engine } from "../engine/engine";
import { scalingHistory } from "../scaling/history";
import { messageOf } from "../shared/message-of";
import { BASE_REGION } from "../../costs/prices/table";
import type { Ran } from "../../costs/report/fixed-fleet";
import { ranBy } from "../../costs/report/ran";
import { type CostReport, costReport } from "../../costs/report/report";
import type { RecordedState } from "../../costs/report/trend";
import { configuredRegion } from "../configuration/configured-region";

/** Updates that a trend looks back on. */
const MOST_UPDATES = 20;

/** The report on an environment's costs, from its state, its updates and the records of its scaling. */
export async function gatherCostReport(
  context: AutomationContext,
  report: (line: string) => void,
): Promise<CostReport> {
  const { environment, engine, configurationFile } = context;
  const [resources, history, ran] = await Promise.all([
    engine.resources(),
    recordedStates(engine),
    recordedCounts(context, report),
  ]);
  const region = configuredRegion(configurationFile.read(), engine.project) ?? BASE_REGION;
  return costReport({ environment, region, resources, ran, history });
}

async function recordedStates(engine: Engine): Promise<readonly RecordedState[]> {
  const updates = (await engine.history(MOST_UPDATES)).filter(({ result }) => result === "succeeded");
  const states = await Promise.all(
    updates.map(async ({ version, endedAt, startedAt }) => {
      const resources = await engine.checkpoint(version);
      return resources === undefined ? [] : [{ version, endedAt: endedAt ?? startedAt, resources }];
    }),
  );
  return states.flat();
}

/** How many ran, as far as there are records: a rehearsal that doesn't run has none. */
async function recordedCounts(context: AutomationContext, report: (line: string) => void): Promise<readonly Ran[]> {
  try {
    return ranBy(await scalingHistory({}, context), context.clock.timeOfDay());
  } catch (error) {
    report(`the records of scaling can't be read, so that bounds stand in for them: ${messageOf(error)}`);
    return [];
  }
}
