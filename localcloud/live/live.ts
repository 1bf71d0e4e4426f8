import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ApiServer } from "../api/api-server";
import type { Cloud } from "../cloud/cloud";
import type { Outcomes } from "../provider/provider-service";
import { SERVICE } from "../services/ecs/service-lookup";
import type { KeptCloud } from "./kept-cloud";
import type { ApiAccess } from "./live-apis";
import type { LiveCloud } from "./live-cloud";

/** The live cloud of a server, once a command asked for one: what is deployed runs from then on. */
export class Live implements Outcomes {
  private starting: Promise<LiveCloud> | undefined;
  private started: LiveCloud | undefined;
  private kept: Promise<KeptCloud> | undefined;
  private apis: Promise<ApiServer> | undefined;
  /** Called with each request to AWS's APIs from without. */
  onRequest: () => void = () => undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly directory: string,
    private readonly log: (message: string) => void,
  ) {}

  /** The live cloud; undefined where none was started. */
  get current(): LiveCloud | undefined {
    return this.started;
  }

  /** Starts it, unless that was done: it keeps its speed then. */
  start(speed: number): Promise<LiveCloud> {
    this.starting ??= this.begin(speed);
    return this.starting;
  }

  /** What a live cloud needs is loaded here, since most commands need none. */
  private async begin(speed: number): Promise<LiveCloud> {
    const { cloud, directory, log } = this;
    const live = await import("./live-cloud.ts");
    const started = await live.LiveCloud.start({ cloud, directory, speed, log });
    this.started = started;
    return started;
  }

  /** How AWS's SDKs and command line reach what is deployed, whether or not it runs. */
  async apiAccess(): Promise<ApiAccess> {
    this.apis ??= ApiServer.open((request, response) => {
      this.onRequest();
      void this.answer(request, response);
    });
    const { url } = await this.apis;
    const [first] = this.cloud.state.ofType(SERVICE);
    return { url, region: this.started?.region ?? first?.region ?? "us-east-1" };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      (await this.listener())(request, response);
    } catch (error) {
      this.log(`AWS's APIs can't be answered: ${String(error)}`);
      response.destroy();
    }
  }

  private async listener(): Promise<RequestListener> {
    if (this.starting !== undefined) return (await this.starting).apis;
    this.kept ??= this.keep();
    return (await this.kept).apis;
  }

  private async keep(): Promise<KeptCloud> {
    const { cloud, directory } = this;
    const kept = await import("./kept-cloud.ts");
    return new kept.KeptCloud(cloud, directory);
  }

  reasonOf(...asked: Parameters<Outcomes["reasonOf"]>): Promise<string | undefined> {
    return this.started?.reasonOf(...asked) ?? Promise.resolve(undefined);
  }

  async close(): Promise<void> {
    await (await this.apis)?.close();
    (await this.kept?.catch(() => undefined))?.close();
    await (await this.starting?.catch(() => undefined))?.close();
  }
}
