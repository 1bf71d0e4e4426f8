import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { storedImage, storedRegistry } from "../../../localcloud/docker/registry";
import { Faults } from "../../../localcloud/faults/faults";
import { Cloud } from "../../../localcloud/model/cloud";
import type { Properties } from "../../../localcloud/model/values";
import { decode, encode, secret } from "../../../localcloud/provider/codec";
import { Configurations } from "../../../localcloud/provider/configurations";
import { ProviderService } from "../../../localcloud/provider/provider-service";
import { serveProvider } from "../../../localcloud/provider/serve";
import { FUNCTIONS, RESOURCE_TYPES } from "../../../localcloud/services";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";

const stopping: (() => void)[] = [];

afterEach(() => {
  for (const stop of stopping.splice(0)) stop();
});

/** A provider that listens over an empty cloud, and clients with a connection of their own. */
async function served(): Promise<{ state: CloudState; connect: () => ResourceProviderClient }> {
  const state = CloudState.open(temporaryDirectory());
  const faults = Faults.open(temporaryDirectory(), () => {
    throw new Error("no fault was asked for");
  });
  const cloud = new Cloud(state, RESOURCE_TYPES, FUNCTIONS);
  const service = new ProviderService(cloud, new Configurations(state.accountId), faults);
  const provided = await serveProvider("docker", service.handlers());
  stopping.push(() => {
    provided.stop();
  });
  const connect = (): ResourceProviderClient => {
    const options = { "grpc.use_local_subchannel_pool": 1 };
    const client = new ResourceProviderClient(`127.0.0.1:${provided.port}`, credentials.createInsecure(), options);
    stopping.push(() => {
      client.close();
    });
    return client;
  };
  return { state, connect };
}

/** What a call answers. */
function answer<Response>(
  call: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(new Error(error.details));
    });
  });
}

function configuring(registryAuth: readonly Properties[]): provider.ConfigureRequest {
  const configuration = encode({ registryAuth: secret(JSON.stringify(registryAuth)) });
  return new provider.ConfigureRequest().setUrn("urn:pulumi:one::proofpix::").setArgs(configuration);
}

describe("a provider of the local cloud", () => {
  it("answers a function with what its own connection was configured with", async () => {
    const { state, connect } = await served();
    state.put(storedRegistry("registry.example.com", { username: "proofpix", password: "right" }));
    state.put(storedImage("registry.example.com/enterprise", "sha256:1", ["1.0.0"]));
    const request = new provider.InvokeRequest()
      .setTok("docker:index/getRegistryImage:getRegistryImage")
      .setArgs(encode({ name: "registry.example.com/enterprise:1.0.0" }));
    const ask = async (password: string, client = connect()) => {
      const auth = [{ address: "registry.example.com", username: "proofpix", password }];
      await answer<provider.ConfigureResponse>((done) => client.configure(configuring(auth), done));
      return () => answer<provider.InvokeResponse>((done) => client.invoke(request, done));
    };
    const [right, wrong] = [await ask("right"), await ask("wrong")];

    expect(decode((await right()).getReturn()).sha256Digest).toBe("sha256:1");
    await expect(wrong()).rejects.toThrow("401 Unauthorized");
  });

  it.each([
    ["the same", { registryAuth: "[1]" }, provider.DiffResponse.DiffChanges.DIFF_NONE],
    ["another one", { registryAuth: "[2]" }, provider.DiffResponse.DiffChanges.DIFF_SOME],
  ])("is configured anew for a configuration that is not the same: %s", async (_, news, changes) => {
    const client = (await served()).connect();
    const request = new provider.DiffRequest().setOldInputs(encode({ registryAuth: "[1]" })).setNews(encode(news));
    const found = await answer<provider.DiffResponse>((done) => client.diffConfig(request, done));

    expect(found.getChanges()).toBe(changes);
  });

  it("leaves what somebody else changed alone in an update of something else", async () => {
    const { state, connect } = await served();
    const type = "aws:cloudwatch/logGroup:LogGroup";
    const group = { type, id: "/ecs/web", region: "eu-west-1", urn: "", computed: {} };
    state.put({ ...group, inputs: { name: "/ecs/web", retentionInDays: 7 } });
    const before = { name: "/ecs/web", retentionInDays: 30 };
    const request = new provider.UpdateRequest()
      .setType(type)
      .setId("/ecs/web")
      .setOldInputs(encode(before))
      .setNews(encode({ ...before, tags: { Team: "web" } }));
    const client = connect();
    await answer<provider.UpdateResponse>((done) => client.update(request, done));

    expect(state.find(type, "/ecs/web")?.inputs).toEqual({
      name: "/ecs/web",
      retentionInDays: 7,
      tags: { Team: "web" },
    });
  });

  it("completes inputs as the provider does before it compares them", async () => {
    const client = (await served()).connect();
    const build = { context: "examples/enterprise" };
    const request = new provider.CheckRequest()
      .setType("docker:index/image:Image")
      .setName("enterprise")
      .setNews(encode({ imageName: "registry.example.com/enterprise:1.0.0", build }));
    const checked = await answer<provider.CheckResponse>((done) => client.check(request, done));

    expect(decode(checked.getInputs()).build).toMatchObject({
      ...build,
      contextDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });
});
