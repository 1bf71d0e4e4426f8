import {
  credentials,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceError,
} from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { constructHandlers } from "../../../localcloud/awsx/construct-service";
import type { Properties } from "../../../localcloud/model/values";
import { decode, encode } from "../../../localcloud/provider/codec";
import { serveProvider, type ServedProvider } from "../../../localcloud/provider/serve";

/** What a component asked the engine to register. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** Name of the type of the parent, and the parent's name. */
  readonly parent: string;
  readonly inputs: Properties;
  readonly request: RegisterResourceRequest;
}

/** A stand-in for the engine: registers whatever it is asked to, and asks for components. */
export class RecordingEngine {
  readonly registrations: Registration[] = [];
  readonly completed: string[] = [];
  /** Types whose registration fails. */
  readonly failing = new Set<string>();
  /** Whether new resources have no id yet, as in a preview. */
  isPreview = false;

  private constructor(
    private readonly monitor: Server,
    private readonly provider: ServedProvider,
    private readonly client: ResourceProviderClient,
  ) {}

  static async start(): Promise<RecordingEngine> {
    const provider = await serveProvider("awsx", constructHandlers());
    const client = new ResourceProviderClient(`127.0.0.1:${provider.port}`, credentials.createInsecure());
    const engine = new RecordingEngine(new Server(), provider, client);
    engine.monitor.addService(ResourceMonitorService, {
      registerResource: engine.registerResource.bind(engine),
      registerResourceOutputs: engine.registerResourceOutputs.bind(engine),
    });
    return engine;
  }

  stop(): void {
    this.client.close();
    this.provider.stop();
    this.monitor.forceShutdown();
  }

  /** Has a component constructed; `configure` sets the options that its user gave. */
  async construct(
    name: string,
    inputs: Properties,
    configure: (request: ConstructRequest) => void = () => undefined,
  ): Promise<{ readonly outputs: Properties; readonly response: ConstructResponse }> {
    const request = new ConstructRequest()
      .setType("awsx:ec2:Vpc")
      .setName(name)
      .setInputs(encode(inputs))
      .setMonitorendpoint(await this.listen());
    configure(request);
    const response = await new Promise<ConstructResponse>((resolve, reject) => {
      this.client.construct(request, (error: ServiceError | null, answer) => {
        if (error === null) resolve(answer);
        else reject(new Error(error.details));
      });
    });
    return { outputs: decode(response.getState()), response };
  }

  /** Registrations as `Type name < parent`, sorted: the order among independent ones says nothing. */
  tree(): string[] {
    return this.registrations.map(({ type, name, parent }) => `${shortType(type)} ${name} < ${parent}`).sort();
  }

  /** The registration of a resource by the end of its type, such as `Subnet`, and its name. */
  registered(type: string, name: string): Registration {
    const found = this.registrations.find((each) => shortType(each.type) === type && each.name === name);
    if (found === undefined) throw new Error(`no ${type} ${name} among ${this.tree().join("; ")}`);
    return found;
  }

  private listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.monitor.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(`127.0.0.1:${port}`);
        else reject(error);
      });
    });
  }

  private registerResource(
    { request }: ServerUnaryCall<RegisterResourceRequest, RegisterResourceResponse>,
    callback: sendUnaryData<RegisterResourceResponse>,
  ): void {
    const [type, name] = [request.getType(), request.getName()];
    if (this.failing.has(type)) {
      callback({ code: status.INTERNAL, details: "resource registration failed" });
      return;
    }
    const parent = request.getParent().split("::").slice(2).join(" ");
    this.registrations.push({ type, name, parent, inputs: decode(request.getObject()), request });
    const id = this.isPreview ? "" : `${shortType(type)}-${name}-id`;
    const outputs = this.isPreview ? {} : { allocationId: `${id}-allocation` };
    callback(null, new RegisterResourceResponse().setUrn(urnOf(type, name)).setId(id).setObject(encode(outputs)));
  }

  private registerResourceOutputs(
    { request }: ServerUnaryCall<RegisterResourceOutputsRequest, Empty>,
    callback: sendUnaryData<Empty>,
  ): void {
    this.completed.push(request.getUrn());
    callback(null, new Empty());
  }
}

/** URN that the stand-in gives a resource, by the end of its type. */
export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::test::${shortType(type)}::${name}`;
}

function shortType(type: string): string {
  return type.split(":").at(-1) ?? type;
}
