import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { FaultQueue } from "../faults/fault-queue";
import { parseFault, type Fault } from "../faults/fault";
import type { Cloud } from "../cloud/cloud";
import { ControlError, drifted, foundById, shown, summarized, withoutSecrets } from "./inspection";
import type { Live } from "../live/live";
import type { ProviderSets } from "../provider/provider-sets";
import type { Leases } from "./leases";
import { LIVE_ROUTES } from "./live-routes";
import { forgetScanFindings, REGISTRY_ROUTES } from "./registry-routes";
import { REHEARSAL_ROUTES } from "./rehearsal-routes";

/** What the control server works on. */
export interface Controlled {
  readonly cloud: Cloud;
  readonly faults: FaultQueue;
  readonly leases: Leases;
  readonly live: Live;
  /** Sent with a lease: the value of `PULUMI_DEBUG_PROVIDERS`. */
  readonly providers: string;
  readonly sets: ProviderSets;
}

export type Route = (controlled: Controlled, parameters: URLSearchParams, body: Record<string, unknown>) => unknown;

const ROUTES = new Map<string, Route>(
  Object.entries<Route>({
    "GET /resources": ({ cloud }) => cloud.state.all().map(summarized),
    "GET /state": ({ cloud }) => cloud.state.all().map((resource) => withoutSecrets(cloud, resource)),
    "GET /resource": ({ cloud }, parameters) => shown(cloud, foundById(cloud.state, parameters.get("id"))),
    "POST /drift": ({ cloud }, _parameters, { id, input, value }) => {
      const resource = foundById(cloud.state, id);
      cloud.state.put(drifted(resource, input, value));
      return { id: resource.id };
    },
    "POST /delete": ({ cloud }, _parameters, { id }) => {
      const resource = foundById(cloud.state, id);
      cloud.state.remove(resource);
      return { id: resource.id };
    },
    "POST /settle": async ({ faults }) => {
      await faults.settled();
      return {};
    },
    "GET /faults": ({ faults }) => faults.list(),
    "POST /faults": ({ faults }, _parameters, { operation, type, how }) => {
      const fault = faultOf(String(operation), String(type), String(how));
      faults.inject(fault);
      return fault;
    },
    "POST /faults/clear": ({ cloud, faults, live }) => {
      faults.clear();
      forgetScanFindings(cloud.state);
      live.current?.clearFaults();
      return {};
    },
    ...LIVE_ROUTES,
    ...REGISTRY_ROUTES,
    ...REHEARSAL_ROUTES,
  }),
);

const OTHER_VERSION = "It is of another version than this command: end what uses it, then run the command again.";

/** HTTP on loopback through which commands hold the local cloud, look into it and rehearse drift and faults. */
export function controlServer(controlled: Controlled): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/lease") {
      controlled.leases.hold(response, controlled.providers);
      return;
    }
    controlled.leases.used();
    void answer(controlled, request, url, response);
  });
}

async function answer(
  controlled: Controlled,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  try {
    const route = ROUTES.get(`${request.method ?? "GET"} ${url.pathname}`);
    if (route === undefined) throw new ControlError(404, `the local cloud doesn't know ${url.pathname}`, OTHER_VERSION);
    send(response, 200, (await route(controlled, url.searchParams, await bodyOf(request))) ?? {});
  } catch (error) {
    const { status, message, nextStep } = asControlError(error);
    send(response, status, { error: message, nextStep });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const content = await text(request);
  return content === "" ? {} : (JSON.parse(content) as Record<string, unknown>);
}

function asControlError(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ControlError(500, message, "Nothing was changed; run the command again.");
}

function send(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(content));
}

function faultOf(operation: string, type: string, how: string): Fault {
  try {
    return parseFault(operation, type, how);
  } catch (error) {
    throw new ControlError(400, (error as Error).message, "npm run local -- cloud fault <operation> <type> <how>");
  }
}
