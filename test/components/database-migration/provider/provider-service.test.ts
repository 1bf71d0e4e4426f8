import { credentials, type MethodDefinition, Server, ServerCredentials } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { MIGRATION_RUN, type MigrationRunInputs } from "../../../../components/database-migration/provider/inputs";
import {
  providerService,
  type RunMigration,
} from "../../../../components/database-migration/provider/provider-service";

const URN = `urn:pulumi:staging::proofpix::proofpix:database-migration:DatabaseMigration$${MIGRATION_RUN}::shop-migration`;
const INPUTS: MigrationRunInputs & Record<string, unknown> = {
  image: "registry.example.com/shop@sha256:1",
  command: ["node", "dist/migrate.js"],
  databaseHost: "shop.abc.eu-west-1.rds.amazonaws.com",
  clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-migration:3",
  subnetIds: ["subnet-a"],
  securityGroupIds: ["sg-a"],
  logGroupName: "/ecs/shop-migration",
  timeoutSeconds: 600,
};
const STATE = { ...INPUTS, taskArn: "arn:aws:ecs:eu-west-1:123456789012:task/shop/before" };
const NOW = "arn:aws:ecs:eu-west-1:123456789012:task/shop/now";

const struct = (values: object): Struct => Struct.fromJavaScript(values as Record<string, never>);

let run: jest.Mock<ReturnType<RunMigration>, Parameters<RunMigration>>;
let attach: jest.Mock;
let server: Server;
let client: ResourceProviderClient;
beforeEach(async () => {
  run = jest.fn<ReturnType<RunMigration>, Parameters<RunMigration>>().mockResolvedValue(NOW);
  attach = jest.fn();
  server = new Server();
  server.addService(ResourceProviderService, providerService({ run, attach }));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
});
afterEach(() => {
  client.close();
  server.forceShutdown();
});

/** Calls the provider as the engine does. */
function call<Request, Response>(method: MethodDefinition<Request, Response>, request: Request): Promise<Response> {
  const { path, requestSerialize, responseDeserialize } = method;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) => {
      if (response !== undefined) resolve(response);
      else reject(error ?? new Error("no answer"));
    });
  });
}

const diffOf = async (news: object): Promise<[number, string[]]> => {
  const request = new rpc.DiffRequest().setUrn(URN).setOlds(struct(STATE)).setNews(struct(news));
  const response = await call(ResourceProviderService.diff, request);
  return [response.getChanges(), response.getDiffsList()];
};
const updated = (news: object): Promise<rpc.UpdateResponse> =>
  call(
    ResourceProviderService.update,
    new rpc.UpdateRequest().setUrn(URN).setOlds(struct(STATE)).setNews(struct(news)),
  );
const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;

describe("the provider", () => {
  it("runs the migration when its resource is created, and keeps the task's ARN", async () => {
    const request = new rpc.CreateRequest().setUrn(URN).setProperties(struct(INPUTS));
    const response = await call(ResourceProviderService.create, request);

    expect(run).toHaveBeenCalledWith(URN, INPUTS, expect.any(AbortSignal));
    expect(response.getProperties()?.toJavaScript()).toEqual({ ...INPUTS, taskArn: NOW });
    expect(response.getId()).toBe(INPUTS.image);
  });

  it("fails with the words of the run, and nothing else", async () => {
    run.mockRejectedValue(new Error("the migration failed: its container application ended with exit code 7"));
    const create = call(
      ResourceProviderService.create,
      new rpc.CreateRequest().setUrn(URN).setProperties(struct(INPUTS)),
    );

    await expect(create).rejects.toMatchObject({
      details: "the migration failed: its container application ended with exit code 7",
    });
  });

  it("runs it again for another image, and for nothing that says how it runs", async () => {
    const other = { ...INPUTS, image: "registry.example.com/shop@sha256:2", taskDefinitionArn: "…:4" };
    expect(await diffOf(other)).toEqual([DIFF_SOME, ["image", "taskDefinitionArn"]]);
    expect((await updated(other)).getProperties()?.toJavaScript()).toEqual({ ...other, taskArn: NOW });
    expect(run).toHaveBeenCalledTimes(1);

    const longer = { ...INPUTS, timeoutSeconds: 900 };
    expect(await diffOf(longer)).toEqual([DIFF_SOME, ["timeoutSeconds"]]);
    expect((await updated(longer)).getProperties()?.toJavaScript()).toEqual({ ...longer, taskArn: STATE.taskArn });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("sees no change where there is none", async () => {
    expect(await diffOf(INPUTS)).toEqual([DIFF_NONE, []]);
  });

  it("tells what isn't known in a preview as a change", async () => {
    expect(await diffOf({ ...INPUTS, databaseHost: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).toEqual([
      DIFF_SOME,
      ["databaseHost"],
    ]);
  });

  it("leaves previews to the engine, and takes no part in them", async () => {
    const response = await call(ResourceProviderService.configure, new rpc.ConfigureRequest());

    expect(response.getSupportspreview()).toBe(false);
    expect(response.getAcceptsecrets()).toBe(false);
  });

  it("refreshes to what there was, and deletes nothing", async () => {
    const request = new rpc.ReadRequest()
      .setId("id")
      .setUrn(URN)
      .setInputs(struct(INPUTS))
      .setProperties(struct(STATE));
    const response = await call(ResourceProviderService.read, request);
    expect([response.getId(), response.getProperties()?.toJavaScript(), response.getInputs()?.toJavaScript()]).toEqual([
      ...["id", STATE, INPUTS],
    ]);
    await call(ResourceProviderService.delete, new rpc.DeleteRequest().setUrn(URN).setProperties(struct(STATE)));

    expect(run).not.toHaveBeenCalled();
  });

  it("refuses to import a run, and says what to do", async () => {
    await expect(
      call(ResourceProviderService.read, new rpc.ReadRequest().setId("id").setUrn(URN)),
    ).rejects.toMatchObject({
      details: expect.stringContaining("nothing to import") as unknown,
    });
  });

  it("refuses inputs that are missing, and types that it doesn't have", async () => {
    const { image, ...others } = INPUTS;
    const response = await call(
      ResourceProviderService.check,
      new rpc.CheckRequest().setUrn(URN).setNews(struct(others)),
    );
    expect(response.getFailuresList().map((each) => each.getProperty())).toEqual(["image"]);
    expect(image).toBeDefined();
    const other = URN.replace(MIGRATION_RUN, "proofpix:database-migration:Other");
    await expect(
      call(ResourceProviderService.check, new rpc.CheckRequest().setUrn(other).setNews(struct(INPUTS))),
    ).rejects.toMatchObject({
      details: expect.stringContaining("is no type of this provider") as unknown,
    });
  });

  it("ends its waiting when the engine cancels", async () => {
    run.mockImplementation((_urn, _inputs, signal) => {
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("the update was cancelled"));
        });
      });
    });
    const create = call(
      ResourceProviderService.create,
      new rpc.CreateRequest().setUrn(URN).setProperties(struct(INPUTS)),
    );
    const refused = expect(create).rejects.toMatchObject({ details: "the update was cancelled" });
    while (run.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await call(ResourceProviderService.cancel, new Empty());

    await refused;
  });

  it("tells an engine that attaches itself", async () => {
    await call(ResourceProviderService.attach, new PluginAttach().setAddress("127.0.0.1:4"));

    expect(attach).toHaveBeenCalledWith("127.0.0.1:4");
  });
});
