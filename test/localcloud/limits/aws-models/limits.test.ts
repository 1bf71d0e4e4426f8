import { generateLimits, type Generated } from "../../../../localcloud/limits/aws-models/limits";
import type { ServiceModel } from "../../../../localcloud/limits/aws-models/model";
import type { InputField, InputShape } from "../../../../localcloud/limits/aws-models/pulumi-inputs";
import type { TypeMapping } from "../../../../localcloud/model/limits";

const VALUE: InputShape = { kind: "value" };

const MODEL: ServiceModel = {
  operations: { CreateThing: { input: { shape: "Input" } }, TuneThing: { input: { shape: "Tuning" } } },
  shapes: {
    Input: {
      type: "structure",
      required: ["ThingName", "Actions"],
      members: {
        ThingName: { shape: "Name" },
        Kind: { shape: "Kind" },
        Actions: { shape: "Actions" },
        Tags: { shape: "Tags" },
        Data: { shape: "Data" },
        Plan: { shape: "Plans" },
      },
    },
    Tuning: { type: "structure", members: { Level: { shape: "Level" } } },
    Name: { type: "string", min: 0, max: 32, pattern: "[a-z]+" },
    Kind: { type: "string", enum: ["a", "b"] },
    Level: { type: "integer", min: 1, max: 9 },
    Actions: { type: "list", member: { shape: "Action" }, min: 1 },
    Action: {
      type: "structure",
      required: ["Type"],
      members: { Type: { shape: "Kind" }, RedirectConfig: { shape: "Tuning" } },
    },
    Tags: { type: "list", member: { shape: "Tag" }, max: 50 },
    Tag: { type: "structure", required: ["Key"], members: { Key: { shape: "Printed" }, Value: { shape: "Secret" } } },
    Printed: { type: "string", pattern: "\\p{Print}+" },
    Secret: { type: "string", max: 256, sensitive: true },
    Data: { type: "structure", members: { Level: { shape: "Level" }, Next: { shape: "Data" } } },
    Plans: { type: "list", member: { shape: "Name" } },
  },
};

function generated(fields: InputField[], mapping: Partial<TypeMapping> = {}, named: string[] = []): Generated {
  const mappings = { thing: { operation: "things.CreateThing", ...mapping } };
  return generateLimits({ mappings, named: { thing: named } }, { model: () => MODEL, inputs: () => fields });
}

function inputs(fields: InputField[], mapping: Partial<TypeMapping> = {}, named: string[] = []) {
  return generated(fields, mapping, named).types["thing"]?.inputs;
}

const optional = (name: string, shape: InputShape = VALUE): InputField => ({ name, required: false, shape });
const required = (name: string, shape: InputShape = VALUE): InputField => ({ name, required: true, shape });
const list = (element: InputShape): InputShape => ({ kind: "list", element });
const object = (...fields: InputField[]): InputShape => ({ kind: "object", fields });

describe("generateLimits", () => {
  it("matches inputs by name: camel case, plural, with and without Config", () => {
    const action = object(required("type"), optional("redirect", object(optional("level"))));

    expect(inputs([optional("kind"), optional("plans", list(VALUE)), required("actions", list(action))])).toEqual({
      kind: { member: "Kind", constraint: "things.Kind" },
      "plans[]": { member: "Plan[]", constraint: "things.Name" },
      actions: { member: "Actions", constraint: "things.Actions", required: true },
      "actions[].type": { member: "Actions[].Type", constraint: "things.Kind", required: true },
      "actions[].redirect.level": { member: "Actions[].RedirectConfig.Level", constraint: "things.Level" },
    });
  });

  it("follows the mapping where names differ, into other operations too", () => {
    const mapping = { inputs: { name: "ThingName", "tuning.level": "TuneThing:Level", kind: null } };

    expect(
      inputs([optional("name"), optional("kind"), optional("tuning", object(optional("level")))], mapping),
    ).toEqual({
      name: { member: "ThingName", constraint: "things.Name" },
      "tuning.level": { member: "Level", operation: "TuneThing", constraint: "things.Level" },
    });
  });

  it("finds inputs within a structure of the operation's input", () => {
    expect(inputs([optional("level")], { within: "Data" })).toEqual({
      level: { member: "Data.Level", constraint: "things.Level" },
    });
  });

  it("steps over a list that Pulumi has and AWS hasn't, and the other way round", () => {
    expect(inputs([optional("data", list(object(optional("level")))), optional("plan")])).toEqual({
      "data[].level": { member: "Data.Level", constraint: "things.Level" },
      plan: { member: "Plan[]", constraint: "things.Name" },
    });
  });

  it("splits a map of pairs into keys and values", () => {
    expect(inputs([optional("tags", { kind: "map" })])).toEqual({
      tags: { member: "Tags", constraint: "things.Tags" },
      "tags{value}": { member: "Tags[].Value", constraint: "things.Secret" },
    });
  });

  it("walks a document by AWS's own names, and stops where it would go round", () => {
    expect(inputs([optional("data")], { documents: ["data"] })).toEqual({
      "data.Level": { member: "Data.Level", constraint: "things.Level" },
    });
  });

  it("turns shapes into constraints", () => {
    const { constraints, untranslatedPatterns } = generated([optional("thingName"), optional("tags", { kind: "map" })]);

    expect(constraints).toEqual({
      "things.Name": { maxLength: 32, pattern: "^(?:[a-z]+)$" },
      "things.Secret": { maxLength: 256, sensitive: true },
      "things.Tags": { maxLength: 50 },
    });
    expect(untranslatedPatterns).toEqual({ "things.Printed": "\\p{Print}+" });
  });

  it("keeps a named input without limits, and lists what it found no member for", () => {
    expect(inputs([optional("tags", { kind: "map" })], {}, ["tags{key}"])).toMatchObject({
      "tags{key}": { member: "Tags[].Key" },
    });
    expect(generated([optional("color"), optional("kind")]).unmapped).toEqual({ thing: ["color"] });
  });

  it.each([
    ["operation", { operation: "things.DropThing" }, "no operation DropThing"],
    ["member", { inputs: { kind: "Sort" } }, "no member Sort"],
    ["structure", { within: "Box" }, "no member Box"],
  ])("refuses a mapping to an unknown %s", (_, mapping, words) => {
    expect(() => inputs([optional("kind")], mapping)).toThrow(words);
  });

  it("refuses a named input that the type doesn't have", () => {
    expect(() => inputs([optional("kind")], {}, ["knd"])).toThrow("thing has no input knd");
  });

  it("refuses a mapped input that the type doesn't have", () => {
    expect(() => inputs([optional("kind")], { inputs: { knd: "Kind" } })).toThrow("thing has no input knd");
  });
});
