import type { ServiceError } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { secret } from "../../../localcloud/model/pulumi-values";
import { storedImage, storedRegistry } from "../../../localcloud/services/registry/images";
import { parseFault } from "../../../localcloud/faults/fault";
import type { Properties } from "../../../localcloud/model/values";
import { decode, encode } from "../../../localcloud/provider/codec";
import { working } from "../services/ecs/serving";
import { SERVICE } from "../services/ecs/tasks";
import { asking } from "../support";
import { answer, served } from "../support/served-provider";

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

  describe("whose update of a service ECS rolls back", () => {
    /** Details of the failure, as the engine reads them. */
    async function failure() {
      const { cloud, state, faults, connect } = await served();
      const client = connect();
      const { inputs } = working(asking(cloud));
      const { id } = asking(cloud).create(SERVICE, inputs);
      const before = state.find(SERVICE, id)?.inputs ?? {};
      const after = { ...before, platformVersion: "1.4.0" };
      faults.inject(parseFault("update", SERVICE, "roll-back"));
      const request = new provider.UpdateRequest()
        .setType(SERVICE)
        .setId(id)
        .setOldInputs(encode(before))
        .setNews(encode(after));
      const error = await new Promise<ServiceError | null>((resolve) => {
        client.update(request, resolve);
      });
      const [details] = error?.metadata.get("grpc-status-details-bin") ?? [];
      const [detail] = Status.deserializeBinary(new Uint8Array(details as Buffer)).getDetailsList();
      const failed = detail?.unpack(
        (bytes) => provider.ErrorResourceInitFailed.deserializeBinary(bytes),
        detail.getTypeName(),
      );
      return { client, id, before, after, left: state.find(SERVICE, id)?.inputs, error, failed };
    }

    it("has the engine record what was asked, with the failure", async () => {
      const { id, left, error, failed } = await failure();

      expect(error?.details).toContain("rolled back because the circuit breaker threshold was exceeded");
      expect(failed?.getId()).toBe(id);
      expect(failed?.getReasonsList()).toEqual([error?.details]);
      expect(decode(failed?.getProperties())).toMatchObject({ arn: id, platformVersion: "1.4.0" });
      expect(left).not.toHaveProperty("platformVersion");
    });

    it("sees nothing left to do afterwards, as bridged providers don't, until it has looked", async () => {
      const { client, id, before, after, failed } = await failure();
      const changes = async (recorded: Properties) => {
        const request = new provider.DiffRequest()
          .setType(SERVICE)
          .setId(id)
          .setOldInputs(encode(before)) // what the engine keeps of a failed update
          .setOlds(encode(recorded))
          .setNews(encode(after));
        return (await answer<provider.DiffResponse>((done) => client.diff(request, done))).getChanges();
      };
      const looked = await answer<provider.ReadResponse>((done) =>
        client.read(new provider.ReadRequest().setType(SERVICE).setId(id), done),
      );
      const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;

      expect(await changes(decode(failed?.getProperties()))).toBe(DIFF_NONE);
      expect(await changes(decode(looked.getProperties()))).toBe(DIFF_SOME);
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
