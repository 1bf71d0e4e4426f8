import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { secret } from "../../../localcloud/model/pulumi-values";
import type { Properties } from "../../../localcloud/model/values";
import { decode, encode } from "../../../localcloud/provider/codec";
import { asking } from "../support";
import { answer, served } from "../support/served-provider";

const TYPE = "aws:secretsmanager/secretVersion:SecretVersion";

/** A version of a secret that exists, and a client of its provider. */
async function version() {
  const { cloud, connect } = await served();
  const secretId = asking(cloud).create("aws:secretsmanager/secret:Secret", { name: "database" }).id;
  const inputs: Properties = { secretId, secretString: "hunter2" };
  const client = connect();
  const create = (preview: boolean) =>
    answer<provider.CreateResponse>((done) =>
      client.create(new provider.CreateRequest().setType(TYPE).setProperties(encode(inputs)).setPreview(preview), done),
    );
  return { client, inputs, create };
}

function secretStringOf(properties: Struct | undefined): unknown {
  return decode(properties).secretString;
}

describe("a secret output is marked for the engine", () => {
  it.each([true, false])("when it is created; in a preview: %s", async (preview) => {
    const { create } = await version();

    expect(secretStringOf((await create(preview)).getProperties())).toEqual(secret("hunter2"));
  });

  it.each([true, false])("when it is updated; in a preview: %s", async (preview) => {
    const { client, inputs, create } = await version();
    const created = await create(false);
    const request = new provider.UpdateRequest()
      .setType(TYPE)
      .setId(created.getId())
      .setOldInputs(encode(inputs))
      .setNews(encode({ ...inputs, versionStages: ["AWSCURRENT", "RELEASE"] }))
      .setPreview(preview);
    const updated = await answer<provider.UpdateResponse>((done) => client.update(request, done));

    expect(secretStringOf(updated.getProperties())).toEqual(secret("hunter2"));
  });

  it("when it is read, as an input too", async () => {
    const { client, create } = await version();
    const request = new provider.ReadRequest().setType(TYPE).setId((await create(false)).getId());
    const read = await answer<provider.ReadResponse>((done) => client.read(request, done));

    expect(secretStringOf(read.getProperties())).toEqual(secret("hunter2"));
    expect(secretStringOf(read.getInputs())).toEqual(secret("hunter2"));
  });
});
