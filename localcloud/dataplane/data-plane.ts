import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { CommandHandlers } from "../behaviour/model/command";
import { SECOND, type Instant } from "../behaviour/model/instant";
import type { Observation } from "../behaviour/model/observation";
import type { RunningReader } from "../behaviour/model/running";
import type { CloudReader } from "../model/resource";
import { listenersOf } from "./configuration/load-balancers";
import { targetGroupsOf } from "./configuration/target-groups";
import { routedTargets } from "./configuration/targets";
import { Frontends } from "./frontends";
import { HealthChecks } from "./health/checks";
import type { FrontendContext } from "./http/frontend";
import { LOOPBACK, Ports } from "./ports";
import { routesOf, type Routes } from "./routes";
import { Certificates } from "./tls/certificates";
import { AccessLogs } from "./traffic/access-logs";
import { RequestTally } from "./traffic/served-requests";
import { Upstreams } from "./upstream/upstreams";

/** What a data plane works with. */
export interface DataPlaneContext {
  readonly cloud: CloudReader;
  readonly running: RunningReader;
  now(): Instant;
  observe(observation: Observation): void;
  /** Told what can't be done. @default nobody is told */
  log?(message: string): void;
  /** Folder for ports, certificates and access logs, for this user alone. */
  readonly directory: string;
}

/** Where a listener of a load balancer is reached on this machine. */
export interface ListenerAddress {
  /** URN of the listener, which tells whose program it is of. */
  readonly urn: string;
  readonly loadBalancerArn: string;
  readonly loadBalancerName: string;
  readonly dnsName: string;
  readonly listenerArn: string;
  readonly protocol: string;
  /** Port of the load balancer, which clients on AWS use. */
  readonly port: number;
  readonly host: string;
  /** Port of this machine; undefined where the listener is not served. */
  readonly localPort?: number;
  /** Names that its certificates are for. */
  readonly domains: readonly string[];
  /** Why it is not served. */
  readonly problem?: string;
}

/** Resources that routes are made of. */
const TYPES = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/listener:Listener",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/listenerCertificate:ListenerCertificate",
  "aws:lb/targetGroup:TargetGroup",
  "aws:acm/certificate:Certificate",
  "aws:ec2/subnet:Subnet",
];

/**
 * What load balancers do with requests: real HTTP, HTTPS and TCP on loopback, for each listener that is deployed, to
 * the targets that run. It decides nothing about targets: it reads their states, and reports what it sees.
 */
export class DataPlane {
  /** Carries out `check-target`. */
  readonly handlers: CommandHandlers;
  private readonly certificates: Certificates;
  private readonly frontends: Frontends;
  private readonly upstreams = new Upstreams();
  private readonly tally = new RequestTally();
  private readonly logs: AccessLogs;
  /** Checks of targets. */
  readonly checks: HealthChecks;
  private readonly turns = new Map<string, number>();
  private readonly reporting: NodeJS.Timeout;
  private routes: Routes = routesOf([], [], new Map());
  private seen: readonly unknown[] = [];
  private work: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly context: DataPlaneContext) {
    const { directory, running, cloud } = context;
    const log = (message: string): void => context.log?.(message);
    this.certificates = new Certificates(join(directory, "authority"));
    const contextOf = (listenerArn: string): FrontendContext => this.frontendContext(listenerArn);
    this.frontends = new Frontends(Ports.open(directory), this.certificates, contextOf, log);
    this.logs = new AccessLogs(join(directory, "access-logs"), cloud.accountId, log);
    this.checks = new HealthChecks(running, (observation) => {
      context.observe(observation);
    });
    this.handlers = {
      "check-target": (command) => {
        this.checks.check(command);
      },
    };
    this.reporting = setInterval(() => {
      this.report();
    }, SECOND);
    this.reporting.unref();
  }

  /** File with the certificate of the authority that signs the listeners' certificates, once one was needed. */
  get authorityFile(): string {
    return this.certificates.authorityFile;
  }

  /** Follows what is deployed and what runs. Requests go there from now on; servers start meanwhile. */
  refresh(): void {
    const { cloud, running } = this.context;
    const resources = TYPES.flatMap((type) => cloud.ofType(type));
    const seen = [...resources, ...running.all("target"), ...running.all("task")];
    if (this.isClosed || isSame(seen, this.seen)) return;
    this.seen = seen;
    const targets = routedTargets(running);
    this.routes = routesOf(listenersOf(cloud), targetGroupsOf(cloud).values(), targets);
    this.upstreams.follow([...targets.values()].flat());
    const { listeners } = this.routes;
    this.work = this.work
      .then(() => (this.isClosed ? undefined : this.frontends.follow(listeners)))
      .catch((error: unknown) => this.context.log?.(`listeners can't be followed: ${(error as Error).message}`));
  }

  /** Resolves once every listener of the last refresh is served, or has a problem. */
  async ready(): Promise<void> {
    await this.work;
  }

  /** Where each listener is reached. */
  addresses(): ListenerAddress[] {
    return [...this.routes.listeners.values()].map(({ arn, urn, loadBalancer, protocol, port, certificates }) => ({
      urn,
      loadBalancerArn: loadBalancer.arn,
      loadBalancerName: loadBalancer.name,
      dnsName: loadBalancer.dnsName,
      listenerArn: arn,
      protocol,
      port,
      host: LOOPBACK,
      localPort: this.frontends.localPort(arn),
      domains: certificates.flatMap(({ domains }) => domains),
      problem: this.frontends.problem(arn),
    }));
  }

  /** Ends every server and connection, and reports what was not reported yet. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    clearInterval(this.reporting);
    this.checks.close();
    await this.work;
    await this.frontends.close();
    await this.upstreams.close();
    this.report();
    await this.logs.close();
  }

  private report(): void {
    for (const requests of this.tally.take()) this.context.observe(requests);
    this.logs.flush();
  }

  private frontendContext(listenerArn: string): FrontendContext {
    return {
      listenerArn,
      upstreams: this.upstreams,
      routes: () => this.routes,
      now: () => this.context.now(),
      random: Math.random,
      traceDigits: () => randomBytes(12).toString("hex"),
      turnOf: (targetGroupArn) => this.turnOf(targetGroupArn),
      localPort: (loadBalancerArn, port) => this.localPortOf(loadBalancerArn, port) ?? port,
      record: (exchange) => {
        this.tally.add(exchange);
        this.logs.add(exchange);
      },
      recordFlow: (target) => {
        const loadBalancer = this.routes.listeners.get(listenerArn)?.loadBalancer;
        if (loadBalancer !== undefined) this.tally.addFlow(loadBalancer, target);
      },
    };
  }

  private turnOf(targetGroupArn: string): number {
    const turn = this.turns.get(targetGroupArn) ?? 0;
    this.turns.set(targetGroupArn, turn + 1);
    return turn;
  }

  private localPortOf(loadBalancerArn: string, port: number): number | undefined {
    const listener = [...this.routes.listeners.values()].find(
      (each) => each.loadBalancer.arn === loadBalancerArn && each.port === port,
    );
    return listener === undefined ? undefined : this.frontends.localPort(listener.arn);
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
