import type { AutomationContext } from "../../../automation/context";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import type { Environments } from "../../../service/environments";
import { startService, type StartedService } from "../../../service/service";
import { type Faults, setUp } from "../../automation/pipeline/support/pipeline-world";

/** A service on one environment of fakes, with what a test wants to look at. */
export interface ServiceWorld extends ReturnType<typeof setUp> {
  readonly service: StartedService;
  readonly log: string[];
  /** Holds work on the environment up until it is let go. */
  readonly gate: Gate;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly put: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** The deployment once it has ended. */
  readonly ended: (id: string) => Promise<Body>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** What routes answer, each some of it; what a test reads that isn't there is undefined. */
export interface Body {
  readonly id: string;
  readonly status: string | number;
  readonly endedAt: string | undefined;
  readonly failure: string;
  readonly code: string;
  readonly detail: string;
  readonly nextStep: string;
  /** Id of the deployment that is under way. */
  readonly running: string;
  readonly deployments: readonly { readonly name: string }[];
  readonly next: string | number | undefined;
  readonly entries: readonly object[];
  readonly approvals: readonly { readonly id: string }[];
  readonly environments: readonly object[];
  readonly text: string;
  readonly openapi: string;
  readonly paths: Readonly<Record<string, object>>;
}

/** Lets work through, or holds it up. */
export class Gate {
  private waiting: Promise<void> = Promise.resolve();
  private letGo: () => void = () => undefined;

  shut(): void {
    this.waiting = new Promise((resolve) => {
      this.letGo = resolve;
    });
  }

  open(): void {
    this.letGo();
  }

  get passed(): Promise<void> {
    return this.waiting;
  }
}

export interface WorldOptions {
  readonly faults?: Faults;
  readonly records?: readonly DeploymentRecord[];
  readonly database?: string;
  readonly problems?: ReturnType<Environments["validate"]>;
  readonly requestsPerMinute?: number;
  /** What reading what is kept of an environment fails with. */
  readonly keptFails?: Error;
}

/** Starts a service on `staging`, which has one verified deployment unless a test says otherwise. */
export async function startedWorld({ database = ":memory:", ...options }: WorldOptions = {}): Promise<ServiceWorld> {
  const world = setUp(options.faults, options.records);
  const [gate, log] = [new Gate(), [] as string[]];
  const service = await startService({
    environments: environmentsOf(world.context, gate, options),
    database,
    log: (line) => log.push(line),
    ...(options.requestsPerMinute !== undefined && { requestsPerMinute: options.requestsPerMinute }),
  });
  return { ...world, service, gate, log, ...client(service.url) };
}

function environmentsOf(
  context: ReturnType<typeof setUp>["context"],
  gate: Gate,
  { problems = [], keptFails }: WorldOptions,
): Environments {
  return {
    all: () => [{ name: "staging", kind: "staging" }],
    isDeployed: () => true,
    open: async ({ requester, emit, signal }, use) => {
      if (requester.who !== "deployment-service") await gate.passed;
      const opened: AutomationContext = { ...context, requester, emit, signal };
      return use(opened);
    },
    validate: () => problems,
    configuration: () => context.configurationFile.read(),
    kept: () => (keptFails === undefined ? Promise.resolve(context) : Promise.reject(keptFails)),
    lastDrift: () => undefined,
    asksAws: false,
  };
}

function client(url: string): Pick<ServiceWorld, "ended" | "get" | "post" | "put"> {
  const ask = async (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as Body };
  };
  const get: ServiceWorld["get"] = (path, headers) => ask("GET", path, undefined, headers);
  return {
    get,
    post: (path, body, headers) => ask("POST", path, body, headers),
    put: (path, body, headers) => ask("PUT", path, body, headers),
    ended: async (id) => {
      for (;;) {
        const { body } = await get(`/api/deployment/deployments/${id}`);
        if (body.endedAt !== undefined) return body;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
