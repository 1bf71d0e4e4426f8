import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Server as NetServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { DataPlane, type ListenerAddress } from "../../../../localcloud/dataplane/data-plane";
import type { Observation } from "../../../../localcloud/behaviour/model/observation";
import { targetKey, type RunningTarget, type TargetState } from "../../../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { Resources } from "./resources";

/** A program that answers for a task. */
export interface TargetServer {
  readonly name: string;
  readonly port: number;
  readonly server: Server;
}

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A data plane with resources and targets that a test changes, and with what it reports. */
export class Rehearsal {
  readonly directory = mkdtempSync(join(tmpdir(), "data-plane-"));
  readonly running = new RunningState();
  readonly observations: Observation[] = [];
  readonly said: string[] = [];
  dataPlane: DataPlane;
  /** Added to the machine's time. */
  later = 0;
  private readonly servers: NetServer[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(readonly resources: Resources) {
    this.dataPlane = this.create();
  }

  static async begin(...resources: readonly CloudResource[]): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(new Resources(...resources));
    await rehearsal.refresh();
    return rehearsal;
  }

  async refresh(): Promise<void> {
    this.dataPlane.refresh();
    await this.dataPlane.ready();
  }

  /** Ends the data plane and starts another one in the same folder. */
  async restart(): Promise<void> {
    await this.dataPlane.close();
    this.dataPlane = this.create();
    await this.refresh();
  }

  /** Changes what is deployed. */
  async deploy(...resources: readonly CloudResource[]): Promise<void> {
    this.resources.put(...resources);
    await this.refresh();
  }

  async end(): Promise<void> {
    await this.dataPlane.close();
    for (const socket of this.sockets) socket.destroy();
    for (const server of this.servers) {
      await new Promise((resolve) => server.close(resolve));
    }
    rmSync(this.directory, { recursive: true });
  }

  /** Starts a program that answers with its name, unless told what to answer. */
  async startServer(name: string, answer?: RequestListener): Promise<TargetServer> {
    const server = createServer(
      answer ??
        ((asked, response) => {
          asked.resume();
          response.end(name);
        }),
    );
    await this.listen(server);
    return { name, port: (server.address() as AddressInfo).port, server };
  }

  async listen(server: NetServer): Promise<void> {
    this.servers.push(server);
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }

  /** Registers a server as the target of a group, healthy unless told otherwise. */
  register(
    group: CloudResource,
    { name, port }: Pick<TargetServer, "name" | "port">,
    other: Partial<RunningTarget> = {},
  ): string {
    const taskArn = `arn:aws:ecs:eu-west-1:123456789012:task/shop/${name}`;
    const containerPort = 8080;
    const address = { container: "app", containerPort, host: "127.0.0.1", port };
    const task = { arn: taskArn, addresses: [address] } as unknown as RunningTask;
    const target: RunningTarget = {
      targetGroupArn: group.id,
      targetId: `10.0.0.${name}`,
      port: containerPort,
      availabilityZone: "eu-west-1a",
      taskArn,
      state: "healthy",
      registeredAt: 0,
      healthySince: 0,
      ...other,
    };
    const id = targetKey(target);
    this.running.apply([
      { kind: "task", id: taskArn, value: task },
      { kind: "target", id, value: target },
    ]);
    this.dataPlane.refresh();
    return id;
  }

  setState(id: string, state: TargetState, other: Partial<RunningTarget> = {}): void {
    const target = this.running.find("target", id);
    if (target === undefined) throw new Error(`there is no target ${id}`);
    this.running.apply([{ kind: "target", id, value: { ...target, state, ...other } }]);
    this.dataPlane.refresh();
  }

  deregister(id: string): void {
    this.running.apply([{ kind: "target", id }]);
    this.dataPlane.refresh();
  }

  addressOf(listener: CloudResource): ListenerAddress {
    const address = this.dataPlane.addresses().find(({ listenerArn }) => listenerArn === listener.id);
    if (address === undefined) throw new Error(`there is no address of ${listener.id}`);
    return address;
  }

  /** Asks a listener. */
  ask(
    listener: CloudResource,
    path = "/",
    { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const { host, localPort: port } = this.addressOf(listener);
    return new Promise((resolve, reject) => {
      const asked = request({ host, port, path, method, headers, agent: false }, (response) => {
        text(response).then((content) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: content });
        }, reject);
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }

  /** The bodies of several answers, one after the other. */
  async bodies(listener: CloudResource, count: number): Promise<string[]> {
    const bodies: string[] = [];
    for (let index = 0; index < count; index += 1) bodies.push((await this.ask(listener)).body);
    return bodies;
  }

  private create(): DataPlane {
    return new DataPlane({
      cloud: this.resources,
      running: this.running,
      now: () => Date.now() + this.later,
      observe: (observation) => this.observations.push(observation),
      log: (message) => this.said.push(message),
      directory: this.directory,
    });
  }
}
