import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Properties } from "../../../localcloud/model/values";
import { encode } from "../../../localcloud/provider/codec";
import { ON_METRIC, METRIC_ALARM } from "../services/cloudwatch/alarms";
import { answer, served } from "../support/served-provider";

const URN = "urn:pulumi:one::proofpix::aws:cloudwatch/metricAlarm:MetricAlarm::errors";
const ALARM: Properties = { ...ON_METRIC, name: "errors", actionsEnabled: true, treatMissingData: "missing" };
const NOBODY = "arn:aws:sns:us-east-1:123456789012:nobody";

const engines: Server[] = [];

afterEach(() => {
  for (const engine of engines.splice(0)) engine.forceShutdown();
});

/** An engine that notes what it is to show. */
async function engine(): Promise<{ address: string; shown: LogRequest.AsObject[] }> {
  const shown: LogRequest.AsObject[] = [];
  const server = new Server();
  engines.push(server);
  server.addService(EngineService, {
    log: ({ request }: ServerUnaryCall<LogRequest, Empty>, done: sendUnaryData<Empty>) => {
      shown.push(request.toObject());
      done(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { address: `127.0.0.1:${port}`, shown };
}

function creation(inputs: Properties): provider.CreateRequest {
  return new provider.CreateRequest().setType(METRIC_ALARM).setUrn(URN).setProperties(encode(inputs));
}

function create(client: ResourceProviderClient, inputs: Properties): Promise<provider.CreateResponse> {
  return answer<provider.CreateResponse>((done) => client.create(creation(inputs), done));
}

describe("a warning", () => {
  it.each([
    [
      "by the call of an engine that finds the provider running",
      async (client: ResourceProviderClient, address: string): Promise<void> => {
        await answer<Empty>((done) => client.attach(new PluginAttach().setAddress(address), done));
      },
    ],
    [
      "by the handshake",
      async (client: ResourceProviderClient, address: string): Promise<void> => {
        const request = new provider.ProviderHandshakeRequest().setEngineAddress(address);
        await answer<provider.ProviderHandshakeResponse>((done) => client.handshake(request, done));
      },
    ],
  ])("is shown by the engine behind the connection, known %s", async (_, meet) => {
    const { connect } = await served();
    const [own, other] = [await engine(), await engine()];
    const [client, otherClient] = [connect(), connect()];
    await meet(client, own.address);
    await meet(otherClient, other.address);

    const created = await create(client, { ...ALARM, alarmActions: [NOBODY] });

    expect(created.getId()).toBe("errors");
    expect(own.shown).toEqual([
      expect.objectContaining({
        severity: LogSeverity.WARNING,
        urn: URN,
        message: `rehearsal: AWS takes this, but the action is never taken, and nobody is told: the topic ${NOBODY} does not exist (alarmActions[0])`,
      }),
    ]);
    expect(other.shown).toEqual([]);
  });

  it("of a refused operation is shown too", async () => {
    const { connect } = await served();
    const { address, shown } = await engine();
    const client = connect();
    await answer<Empty>((done) => client.attach(new PluginAttach().setAddress(address), done));
    const topic = { name: "alarms.fifo", fifoTopic: false, kmsMasterKeyId: "alias/none" };
    const request = creation(topic).setType("aws:sns/topic:Topic");
    const refused = answer<provider.CreateResponse>((done) => client.create(request, done));

    await expect(refused).rejects.toThrow("the names of FIFO topics");
    expect(shown).toEqual([
      expect.objectContaining({
        message: expect.stringContaining("The KMS key 'alias/none' does not exist") as string,
      }),
    ]);
  });

  it("that no engine can be told fails nothing", async () => {
    const { connect } = await served();
    const client = connect();
    const gone = await engine();
    engines[0]?.forceShutdown();
    await answer<Empty>((done) => client.attach(new PluginAttach().setAddress(gone.address), done));
    const printed = jest.spyOn(process.stderr, "write").mockReturnValue(true);

    const created = await create(client, { ...ALARM, alarmActions: [NOBODY] });

    expect(created.getId()).toBe("errors");
    expect(printed).toHaveBeenCalledWith(expect.stringContaining(`the engine was not told of ${URN}`));
    printed.mockRestore();
  });
});
