import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { difference } from "../../../../localcloud/provider/difference";
import { RESOURCE_TYPES } from "../../../../localcloud/services";
import type { Properties } from "../../../../localcloud/model/values";
import { opened, secret } from "../../../../localcloud/model/pulumi-values";
import { decode, encode } from "../../../../localcloud/provider/codec";
import { answer, served } from "../../support/served-provider";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const ID = "random:index/randomId:RandomId";

/** Outputs of a resource that is created as the engine creates it: checked first. */
async function drawn(type: string, inputs: Properties) {
  const { state, connect } = await served();
  const client = connect();
  const check = new provider.CheckRequest().setType(type).setName("drawn").setNews(encode(inputs));
  const checked = (await answer<provider.CheckResponse>((done) => client.check(check, done))).getInputs();
  const request = new provider.CreateRequest().setType(type).setProperties(checked);
  const created = await answer<provider.CreateResponse>((done) => client.create(request, done));
  const sent = decode(created.getProperties());
  return { state, client, checked, id: created.getId(), sent, outputs: opened(sent) };
}

async function password(inputs: Properties): Promise<string> {
  return String((await drawn(PASSWORD, inputs)).outputs.result);
}

function countOf(characters: RegExp, value: string): number {
  return (value.match(characters) ?? []).length;
}

describe("a random password", () => {
  it("has the provider's id, defaults and outputs, and no region", async () => {
    const { id, outputs } = await drawn(PASSWORD, { length: 24 });

    expect(id).toBe("none");
    expect(outputs).toEqual({
      id: "none",
      length: 24,
      lower: true,
      upper: true,
      special: true,
      numeric: true,
      number: true,
      minLower: 0,
      minUpper: 0,
      minNumeric: 0,
      minSpecial: 0,
      result: expect.stringMatching(/^[A-Za-z0-9!@#$%&*()\-_=+[\]{}<>:?]{24}$/) as string,
      bcryptHash: expect.stringMatching(/^\$2a\$10\$.{53}$/) as string,
    });
  });

  it("is a secret, and its hash too, on its way to the program", async () => {
    const { sent, outputs } = await drawn(PASSWORD, { length: 24 });

    expect([sent.result, sent.bcryptHash]).toEqual([secret(outputs.result), secret(outputs.bcryptHash)]);
  });

  it("is another one each time", async () => {
    expect(await password({ length: 32 })).not.toBe(await password({ length: 32 }));
  });

  it("has at least so many of each kind, in any order", async () => {
    const value = await password({ length: 40, minUpper: 10, minLower: 10, minNumeric: 10, minSpecial: 10 });

    expect([/[A-Z]/g, /[a-z]/g, /[0-9]/g, /[^A-Za-z0-9]/g].map((kind) => countOf(kind, value))).toEqual([
      10, 10, 10, 10,
    ]);
    expect(value).not.toMatch(/^[A-Z]{10}[a-z]{10}/);
  });

  it("has no characters of kinds that are switched off", async () => {
    expect(await password({ length: 200, special: false, upper: false, numeric: false })).toMatch(/^[a-z]{200}$/);
    expect(await password({ length: 200, special: false, upper: false, number: false })).toMatch(/^[a-z]{200}$/);
  });

  it("has the special characters that are given in place of its own", async () => {
    const only = { upper: false, lower: false, numeric: false, special: true };

    expect(await password({ length: 50, ...only, overrideSpecial: "-_" })).toMatch(/^[-_]{50}$/);
    expect(await password({ length: 50, ...only, overrideSpecial: "" })).not.toMatch(/^[-_]{50}$/);
  });

  it.each([
    ["no length", { length: 0 }, "Attribute length value must be at least 1, got: 0 (length)"],
    [
      "minima that exceed the length",
      { length: 7, minUpper: 2, minLower: 2, minNumeric: 2, minSpecial: 2 },
      "must be at least sum of min_upper + min_lower + min_numeric + min_special, got: 7 (length, minUpper,",
    ],
    [
      "no kind of characters",
      { length: 8, upper: false, lower: false, numeric: false, special: false },
      "must be specified as true (special, upper, lower, numeric)",
    ],
    ["two values of one attribute", { length: 8, number: false, numeric: true }, "different values (number, numeric)"],
    ["keepers that are no texts", { length: 8, keepers: { user: 1 } }, "a text is required (keepers)"],
  ])("is refused with %s", async (_, inputs, words) => {
    await expect(drawn(PASSWORD, inputs)).rejects.toThrow(words);
  });

  it("takes minima that make up the whole length", async () => {
    expect(await password({ length: 8, minUpper: 2, minLower: 2, minNumeric: 2, minSpecial: 2 })).toHaveLength(8);
  });

  it("is in the engine's state and nowhere else, from where it is read", async () => {
    const { state, client, checked, outputs } = await drawn(PASSWORD, { length: 24 });
    const request = new provider.ReadRequest()
      .setType(PASSWORD)
      .setId("none")
      .setInputs(checked)
      .setProperties(encode(outputs));
    const read = await answer<provider.ReadResponse>((done) => client.read(request, done));
    const deletion = new provider.DeleteRequest().setType(PASSWORD).setId("none").setProperties(encode(outputs));
    await answer<Empty>((done) => client.delete(deletion, done));

    expect(state.all()).toEqual([]);
    expect(read.getId()).toBe("none");
    expect(decode(read.getProperties())).toEqual(outputs);
  });

  it("can't be imported here", async () => {
    const { connect } = await served();
    const client = connect();
    const request = new provider.ReadRequest().setType(PASSWORD).setId("hunter2");

    await expect(answer((done) => client.read(request, done))).rejects.toThrow("doesn't model the import");
  });

  it("keeps its value when nothing that counts changes", async () => {
    const { client, checked, outputs } = await drawn(PASSWORD, { length: 24 });
    const request = new provider.UpdateRequest()
      .setType(PASSWORD)
      .setId("none")
      .setOldInputs(checked)
      .setOlds(encode(outputs))
      .setNews(encode({ ...decode(checked), keepers: {} }));
    const updated = await answer<provider.UpdateResponse>((done) => client.update(request, done));

    expect(opened(decode(updated.getProperties()))).toEqual({ ...outputs, keepers: {} });
  });
});

describe("a random id", () => {
  it("is told in four ways, each after the prefix", async () => {
    const { id, outputs } = await drawn(ID, { byteLength: 8, prefix: "web-" });
    const bytes = Buffer.from(id, "base64url");

    expect(bytes).toHaveLength(8);
    expect(outputs).toEqual({
      id,
      byteLength: 8,
      prefix: "web-",
      b64Url: `web-${id}`,
      b64Std: `web-${bytes.toString("base64")}`,
      hex: `web-${bytes.toString("hex")}`,
      dec: `web-${bytes.readBigUInt64BE()}`,
    });
  });

  it("is refused without bytes", async () => {
    await expect(drawn(ID, { byteLength: 0 })).rejects.toThrow(
      "Attribute byte_length value must be at least 1, got: 0 (byteLength)",
    );
  });
});

describe("a changed input", () => {
  const inputs = { length: 24, lower: true, overrideSpecial: "-", keepers: { user: "a" }, byteLength: 4, prefix: "a" };

  it.each([
    [PASSWORD, { length: 25 }, ["length"]],
    [PASSWORD, { lower: false }, ["lower"]],
    [PASSWORD, { minSpecial: 1 }, ["minSpecial"]],
    [PASSWORD, { overrideSpecial: "_" }, ["overrideSpecial"]],
    [PASSWORD, { keepers: { user: "b" } }, ["keepers"]],
    [PASSWORD, { keepers: undefined }, ["keepers"]],
    [ID, { byteLength: 5 }, ["byteLength"]],
    [ID, { prefix: undefined }, ["prefix"]],
    [ID, { keepers: { user: "b" } }, ["keepers"]],
  ])("of %s draws another value: %j", (token, change, replacing) => {
    expect(differenceOf(token, inputs, { ...inputs, ...change }).replacing).toEqual(replacing);
  });

  it("that says the same draws none", () => {
    const without = { ...inputs, keepers: undefined };

    expect(differenceOf(ID, without, { ...inputs, keepers: {} }).replacing).toEqual([]);
    expect(differenceOf(PASSWORD, { overrideSpecial: "" }, {}).replacing).toEqual([]);
    expect(differenceOf(PASSWORD, {}, { overrideSpecial: "" }).replacing).toEqual(["overrideSpecial"]);
  });
});

function differenceOf(token: string, before: Properties, after: Properties) {
  const type = RESOURCE_TYPES.find((each) => each.type === token);
  if (type === undefined) throw new Error(`there is no ${token}`);
  return difference(type, before, after);
}

it("draws no bytes for a preview", async () => {
  const { connect } = await served();
  const client = connect();
  const request = new provider.CreateRequest()
    .setType(ID)
    .setProperties(encode({ byteLength: 4 }))
    .setPreview(true);
  const previewed = await answer<provider.CreateResponse>((done) => client.create(request, done));

  expect(decode(previewed.getProperties())).toEqual({ byteLength: 4 });
});
