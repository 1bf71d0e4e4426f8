import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../../../localcloud/model/values";
import { decode, encode } from "../../../localcloud/provider/codec";
import { ON_FARGATE, TASK_DEFINITION } from "../services/ecs/tasks";
import { answer, served } from "../support/served-provider";

/** Two revisions of one family, which the provider gives the same id. */
async function revisions() {
  const { state, connect } = await served();
  const client = connect();
  const create = async () => {
    const request = new provider.CreateRequest().setType(TASK_DEFINITION).setProperties(encode(ON_FARGATE));
    return answer<provider.CreateResponse>((done) => client.create(request, done));
  };
  const [first, second] = [await create(), await create()];
  return { state, client, first, second };
}

function arnOf(created: provider.CreateResponse): unknown {
  return decode(created.getProperties()).arn;
}

/** Revisions that are not deregistered. */
function active(state: Awaited<ReturnType<typeof revisions>>["state"]): unknown[] {
  return state.ofType(TASK_DEFINITION).flatMap(({ computed }) => (computed.status === undefined ? computed.arn : []));
}

describe("resources that share an id", () => {
  it("have the provider's id: a task definition its family", async () => {
    const { first, second } = await revisions();

    expect([first.getId(), second.getId()]).toEqual([ON_FARGATE.family, ON_FARGATE.family]);
    expect(decode(first.getProperties()).id).toBe(ON_FARGATE.family);
    expect(arnOf(first)).not.toBe(arnOf(second));
  });

  it("are deleted one by one", async () => {
    const { state, client, first, second } = await revisions();
    const request = new provider.DeleteRequest()
      .setType(TASK_DEFINITION)
      .setId(first.getId())
      .setProperties(first.getProperties());
    await answer<Empty>((done) => client.delete(request, done));

    expect(active(state)).toEqual([arnOf(second)]);
  });

  it("are gone for the provider once they are deregistered", async () => {
    const { client, first } = await revisions();
    const [id, properties] = [first.getId(), first.getProperties()];
    const deletion = new provider.DeleteRequest().setType(TASK_DEFINITION).setId(id).setProperties(properties);
    await answer<Empty>((done) => client.delete(deletion, done));
    const request = new provider.ReadRequest().setType(TASK_DEFINITION).setId(id).setProperties(properties);
    const read = await answer<provider.ReadResponse>((done) => client.read(request, done));

    expect(read.getId()).toBe("");
  });

  it("are changed one by one", async () => {
    const { state, client, first } = await revisions();
    const tags = { Team: "web" };
    const request = new provider.UpdateRequest()
      .setType(TASK_DEFINITION)
      .setId(first.getId())
      .setOlds(first.getProperties())
      .setOldInputs(encode(ON_FARGATE))
      .setNews(encode({ ...ON_FARGATE, tags }));
    await answer<provider.UpdateResponse>((done) => client.update(request, done));
    const tagged = state.ofType(TASK_DEFINITION).filter(({ inputs }) => inputs.tags !== undefined);

    expect(tagged.map(({ computed }) => computed.arn)).toEqual([arnOf(first)]);
  });

  it.each([
    [
      "by what the state knows of them",
      (created: provider.CreateResponse) => [created.getId(), created.getProperties()],
    ],
    ["by what they are imported by", (created: provider.CreateResponse) => [String(arnOf(created)), encode({})]],
  ] as const)("are read %s", async (_, name) => {
    const { client, second } = await revisions();
    const [id, properties] = name(second) as [string, ReturnType<typeof encode>];
    const request = new provider.ReadRequest().setType(TASK_DEFINITION).setId(id).setProperties(properties);
    const read = await answer<provider.ReadResponse>((done) => client.read(request, done));
    const outputs: Properties = decode(read.getProperties());

    expect([read.getId(), outputs.arn]).toEqual([ON_FARGATE.family, arnOf(second)]);
  });
});

describe("resources of one name in two regions", () => {
  const REPOSITORY = "aws:ecr/repository:Repository";

  async function repositories() {
    const { state, connect } = await served();
    const client = connect();
    const [near, far] = await Promise.all(
      ["eu-west-1", "eu-central-1"].map((region) => {
        const properties = encode({ name: "proofpix/enterprise", region });
        const request = new provider.CreateRequest().setType(REPOSITORY).setProperties(properties);
        return answer<provider.CreateResponse>((done) => client.create(request, done));
      }),
    );
    if (near === undefined || far === undefined) throw new Error("there are two");
    return { state, client, near, far };
  }

  it("have the name as id, both", async () => {
    const { near, far } = await repositories();

    expect([near, far].map((each) => [each.getId(), decode(each.getProperties()).region])).toEqual([
      ["proofpix/enterprise", "eu-west-1"],
      ["proofpix/enterprise", "eu-central-1"],
    ]);
  });

  it.each([0, 1])("are read and deleted one by one (%i)", async (index) => {
    const { state, client, near, far } = await repositories();
    const [gone, kept] = index === 0 ? [near, far] : [far, near];
    const named = <Request extends provider.DeleteRequest | provider.ReadRequest>(request: Request): Request => {
      request.setType(REPOSITORY).setId(gone.getId()).setProperties(gone.getProperties());
      return request;
    };
    const read = await answer<provider.ReadResponse>((done) => client.read(named(new provider.ReadRequest()), done));
    await answer<Empty>((done) => client.delete(named(new provider.DeleteRequest()), done));
    const again = await answer<provider.ReadResponse>((done) => client.read(named(new provider.ReadRequest()), done));

    expect(arnOf(gone)).toBe(decode(read.getProperties()).arn);
    expect(again.getId()).toBe("");
    expect(state.ofType(REPOSITORY).map(({ computed }) => computed.arn)).toEqual([arnOf(kept)]);
  });
});
