import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { unary } from "./unary";
import { providerVersion } from "./versions";

/** Larger than any request that the engine sends. */
const MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024;

/** A provider that listens. */
export interface ServedProvider {
  readonly packageName: string;
  readonly port: number;
  stop(): void;
}

/** Serves a provider on a free loopback port. */
export function serveProvider(packageName: string, handlers: UntypedServiceImplementation): Promise<ServedProvider> {
  const server = new Server({ "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES });
  const getPluginInfo = unary(() => new PluginInfo().setVersion(providerVersion(packageName)));
  server.addService(ResourceProviderService, { ...handlers, getPluginInfo });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const stop = (): void => {
        server.forceShutdown();
      };
      resolve({ packageName, port, stop });
    });
  });
}
