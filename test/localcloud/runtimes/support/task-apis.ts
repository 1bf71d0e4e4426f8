import type { RequestListener } from "node:http";
import { apiListener } from "../../../../localcloud/api/server";
import { MemoryLogs } from "../../../../localcloud/behaviour/logs/memory-logs";
import { MemoryMetrics } from "../../../../localcloud/behaviour/metrics/memory-metrics";
import { DEFAULT_PARAMETERS } from "../../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import type { CloudReader } from "../../../../localcloud/model/resource";
import type { Queues } from "../../../../localcloud/runtimes/data/aws/queues";
import { Contents } from "../../../../localcloud/state/contents";
import { temporaryDirectory } from "../../../support/temporary-directory";

/** AWS's APIs as the programs of tasks reach them: on a cloud and its queues, beside which nothing runs. */
export function taskApis(cloud: CloudReader, queues: () => Queues | undefined): RequestListener {
  const nothing = { running: new RunningState(), metrics: new MemoryMetrics(), logs: new MemoryLogs() };
  const objects = Contents.open(temporaryDirectory(), new Set());
  const draw = seededDraw(1);
  return apiListener({
    context: () => ({
      ...{ ...nothing, cloud, draw, objects, queues: queues(), parameters: DEFAULT_PARAMETERS, runsNothing: true },
      ...{ now: Date.now(), events: () => [] },
    }),
    carryOut: () => {
      throw new Error("programs of tasks change nothing in these tests");
    },
  });
}
