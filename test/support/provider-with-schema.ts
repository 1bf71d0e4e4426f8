import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";

/** Names of the properties of a type. */
export type PropertiesOfTypes = Readonly<Record<string, readonly string[]>>;

/** A provider that hands everything on to another one, but answers itself what types it has. */
export interface ProviderWithSchema {
  /** Value of `PULUMI_DEBUG_PROVIDERS` that has it in the place of the other. */
  readonly providers: string;
  readonly end: () => void;
}

type Unary = grpc.handleUnaryCall<unknown, unknown>;
type Method = (request: unknown, metadata: grpc.Metadata, callback: grpc.sendUnaryData<unknown>) => void;

/**
 * Puts itself between the engine and the local cloud's provider of AWS, which serves no schema: the host of YAML asks for
 * one, to know the types of a program. Hosts of other languages have them in their SDKs.
 */
export async function withSchema(providers: string, types: PropertiesOfTypes): Promise<ProviderWithSchema> {
  const port = /(?:^|,)aws:(\d+)/.exec(providers)?.[1] ?? "";
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const methods = client as unknown as Readonly<Record<string, Method>>;
  const forwarding = Object.keys(ResourceProviderService).map((name): [string, Unary] => [
    name,
    ({ request, metadata }, callback) => methods[name]?.call(client, request, metadata, callback),
  ]);
  const answering: Unary = (_call, callback) => {
    callback(null, new GetSchemaResponse().setSchema(JSON.stringify(schemaOf(types))));
  };
  const server = new grpc.Server();
  server.addService(ResourceProviderService, { ...Object.fromEntries(forwarding), getSchema: answering });
  const own = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    providers: providers.replace(`aws:${port}`, `aws:${own}`),
    end: () => {
      server.forceShutdown();
      client.close();
    },
  };
}

function schemaOf(types: PropertiesOfTypes): object {
  const properties = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { $ref: "pulumi.json#/Any" }]));
  const resources = Object.entries(types).map(([type, names]) => [
    type,
    { properties: properties(names), inputProperties: properties(names) },
  ]);
  return { name: "aws", version: "7.48.0", resources: Object.fromEntries(resources) as object };
}
