import { z } from "zod";
import { drafted } from "../../../stacks/configuration/draft";
import { group, number, oneOf, text, wholeNumber } from "../../../stacks/configuration/schema/fields";
import { settingsSchema } from "../../../stacks/environment/sections";
import { MINIMAL } from "../example-settings";

const FACTS = { description: "A value.", changing: "nothing" };
const word = () => text(/^[a-z]+$/, { ...FACTS, allowed: "a word", examples: ["blue"] });

const SCHEMA = z.strictObject({
  colour: word(),
  shade: oneOf(["light", "dark"], FACTS).default("light"),
  least: wholeNumber(3, 9, { ...FACTS, examples: [5] }),
  place: group(
    { street: word(), number: number(1, 9, FACTS).default(1) },
    { ...FACTS, examples: [{ street: "high" }] },
  ),
  owner: group({ name: word(), friend: word().optional() }, { ...FACTS, examples: [{ name: "ann" }] }).optional(),
  rooms: z
    .array(group({ name: word() }, { ...FACTS, examples: [{ name: "hall" }] }))
    .min(1)
    .meta({ ...FACTS, allowed: "rooms", examples: [[{ name: "hall" }]] })
    .prefault([{ name: "hall" }]),
});

const RIGHT = { colour: "red", least: 4, place: { street: "low" }, owner: { name: "bob" }, rooms: [{ name: "den" }] };

function draft(changes: Record<string, unknown>) {
  const written = { ...RIGHT, ...changes };
  return drafted(SCHEMA, written, SCHEMA.safeParse(written).error?.issues ?? []);
}

describe("a draft", () => {
  it("of what is right is the whole of it, with defaults", () => {
    const whole = { ...RIGHT, shade: "light", place: { street: "low", number: 1 } };

    expect(draft({})).toEqual({ right: whole, whole });
  });

  it.each([
    ["a value that has to be given", { colour: 7 }, { colour: undefined }, { colour: "blue" }],
    ["a number that has to be given", { least: 1 }, { least: undefined }, { least: 3 }],
    ["a value that has a default", { shade: "red" }, { shade: "light" }, { shade: "light" }],
    [
      "a part that has to be given",
      { place: { street: 7, number: 2 } },
      { place: { number: 2 } },
      { place: { street: "blue", number: 2 } },
    ],
    [
      "a part that has a default",
      { place: { street: "low", number: 0 } },
      { place: { street: "low", number: 1 } },
      { place: { street: "low", number: 1 } },
    ],
    ["a whole group", { place: 7 }, { place: undefined }, { place: { street: "high", number: 1 } }],
    [
      "a part without which an optional group can't be",
      { owner: { name: 7, friend: "cy" } },
      { owner: { friend: "cy" } },
      { owner: undefined },
    ],
    [
      "a part that an optional group can be without",
      { owner: { name: "bob", friend: 7 } },
      { owner: { name: "bob" } },
      { owner: { name: "bob" } },
    ],
    [
      "an entry of a list of groups",
      { rooms: [{ name: 7 }, { name: "den" }] },
      { rooms: [undefined, { name: "den" }] },
      { rooms: [{ name: "den" }] },
    ],
    [
      "a part that nobody knows",
      { place: { street: "low", colour: "red" } },
      { place: { street: "low", number: 1 } },
      { place: { street: "low", number: 1 } },
    ],
    ["a key that nobody knows", { price: 7 }, { price: undefined }, { price: undefined }],
  ])("hides nothing but %s", (_, changes, right, whole) => {
    const others = draft({});

    expect(draft(changes)).toEqual({ right: { ...others.right, ...right }, whole: { ...others.whole, ...whole } });
  });
});

describe("a draft of an environment's settings", () => {
  it("is whole whatever is missing, by right values", () => {
    const { error } = settingsSchema.safeParse({});

    expect(settingsSchema.safeParse(drafted(settingsSchema, {}, error?.issues ?? []).whole).error).toBeUndefined();
  });

  it("takes every group of keys part by part, new ones too", () => {
    const groups = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
      const inner = groupOf(schema);
      return inner === undefined ? [] : [{ key, parts: Object.keys(inner.shape), example: exampleOf(inner) }];
    });

    expect(groups.map(({ key }) => key)).toEqual(expect.arrayContaining(["domain", "instances", "network", "tags"]));
    for (const { key, parts, example } of groups) {
      for (const wrong of parts) {
        const written = { ...MINIMAL, [key]: { ...example, [wrong]: { no: "value" } } };
        const { error } = settingsSchema.safeParse(written);
        const right: Readonly<Record<string, unknown>> = drafted(settingsSchema, written, error?.issues ?? []).right;
        const others = Object.entries(example).filter(([part]) => part !== wrong);

        expect(right[key]).toMatchObject(Object.fromEntries(others));
      }
    }
  });
});

function groupOf(schema: z.core.$ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  const isWrapper = schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault;
  return isWrapper ? groupOf(schema.unwrap()) : undefined;
}

function exampleOf(schema: z.ZodObject): object {
  return (schema.meta()?.examples as object[])[0] ?? {};
}
