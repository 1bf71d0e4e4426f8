import type { RunningKind } from "../behaviour/model/running";
import type { LiveCloud } from "../live/live-cloud";
import { liveFault } from "../live/live-fault";
import { logsOf } from "../live/live-logs";
import { metricsOf } from "../live/live-metrics";
import { scaledService } from "../live/scale-service";
import type { Route } from "./control-server";
import { ControlError } from "./inspection";

/** Routes by which commands have what is deployed run, look at it and steer it. */
export const LIVE_ROUTES: Readonly<Record<string, Route>> = {
  "POST /live": async ({ live }, _parameters, { speed }) => (await live.start(speedOf(speed))).status(),
  "GET /live": ({ live }, parameters) => required(live.current).status(stackIn(parameters)),
  "GET /live/apis": ({ live }) => live.apiAccess(),
  "POST /live/stay": ({ leases }, _parameters, { milliseconds }) => {
    leases.stayFor(Number(milliseconds));
    return {};
  },
  "POST /live/stop": ({ leases }) => {
    setImmediate(() => {
      leases.end();
    });
    return {};
  },
  "GET /live/events": ({ live }, parameters) =>
    required(live.current).events.since(numberOf(parameters, "since"), stackIn(parameters)),
  "GET /live/lines": ({ live }, parameters) => required(live.current).lines.since(numberOf(parameters, "since")),
  "GET /running": ({ live }, parameters) =>
    required(live.current).runningOf((parameters.get("kind") ?? "") as RunningKind, stackIn(parameters)),
  "GET /live/logs": ({ live, cloud }, parameters) =>
    logsOf(parameters.get("name") ?? "", numberOf(parameters, "after"), required(live.current).logs, cloud.state),
  "GET /live/metrics": ({ live }, parameters) => {
    const { metrics, clock } = required(live.current);
    const asked = { namespace: parameters.get("namespace") ?? "", name: parameters.get("name") ?? "" };
    return metricsOf(asked, metrics, clock.now());
  },
  "POST /live/scale": ({ live, cloud }, _parameters, { service, count }) => {
    required(live.current);
    const scaled = scaledService(String(service), count, cloud.state);
    cloud.state.put(scaled);
    return scaled;
  },
  "POST /live/faults": ({ live, cloud }, _parameters, { name, subject }) => {
    const current = required(live.current);
    const fault = liveFault(String(name), String(subject), { cloud: cloud.state, running: current.running });
    current.befall(fault);
    return { told: fault.told };
  },
};

function speedOf(speed: unknown): number {
  const number = Number(speed ?? 1);
  if (Number.isFinite(number) && number > 0 && number <= 1000) return number;
  throw new ControlError(
    400,
    `a speed must be a number above 0 and at most 1000, got ${String(speed)}`,
    "Give another.",
  );
}

/** The stack to which an answer is limited. */
function stackIn(parameters: URLSearchParams): string | undefined {
  return parameters.get("stack") ?? undefined;
}

function numberOf(parameters: URLSearchParams, name: string): number {
  return Number(parameters.get(name) ?? 0);
}

function required(live: LiveCloud | undefined): LiveCloud {
  if (live !== undefined) return live;
  throw new ControlError(
    409,
    "nothing runs in the local cloud: it only keeps what was deployed",
    "Start it: npm run up",
  );
}
