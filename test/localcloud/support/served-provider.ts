import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { FaultQueue } from "../../../localcloud/faults/fault-queue";
import { Cloud } from "../../../localcloud/cloud/cloud";
import { Configurations } from "../../../localcloud/provider/configurations";
import { ProviderService } from "../../../localcloud/provider/provider-service";
import { serveProvider } from "../../../localcloud/provider/serve";
import { SERVICES } from "../../../localcloud/services";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";

const stopping: (() => void)[] = [];

afterEach(() => {
  for (const stop of stopping.splice(0)) stop();
});

/** A provider that listens over an empty cloud, and clients with a connection of their own. */
export async function served() {
  const state = CloudState.open(temporaryDirectory());
  const faults = FaultQueue.open(temporaryDirectory(), () => {
    throw new Error("no fault was asked for");
  });
  const cloud = new Cloud(state, SERVICES);
  const service = new ProviderService(cloud, new Configurations(state.accountId), faults);
  const provided = await serveProvider("docker", service.handlers());
  stopping.push(() => {
    provided.stop();
  });
  return { cloud, state, faults, connect: () => clientOf(provided.port) };
}

/** A client of the AWS provider that a value of `PULUMI_DEBUG_PROVIDERS` leads to. */
export function connectedTo(providers: string): ResourceProviderClient {
  return clientOf(Number(/(?:^|,)aws:(\d+)/.exec(providers)?.[1]));
}

function clientOf(port: number): ResourceProviderClient {
  const options = { "grpc.use_local_subchannel_pool": 1 };
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
  stopping.push(() => {
    client.close();
  });
  return client;
}

/** What a call answers. */
export function answer<Response>(
  call: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(new Error(error.details));
    });
  });
}
