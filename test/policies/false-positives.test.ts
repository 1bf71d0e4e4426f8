import { RULES } from "../../policies/rules";
import { SHAPES } from "./shapes";
import { deployed, type Shape } from "./shapes/shape";
import { asText, inFirstPreview, withUnknownProperties, withUnknownValues } from "./shapes/stages";
import { CONTEXT } from "./shapes/context";
import { judgePack, type DeployedResource, type Objections } from "./support/judge-pack";
import { UNKNOWN } from "./support/resource";

type Change = (resources: readonly DeployedResource[]) => readonly DeployedResource[];

function judged({ resources }: Shape, change: Change = (same) => same): Promise<Objections> {
  return judgePack(RULES, change([...CONTEXT, ...resources]), "production");
}

/** An objection without its message, which the rule's own tests check. */
function ruleAndResource(rule: string, line: string): string {
  return `${rule}: ${line.slice(0, line.indexOf(": "))}`;
}

function objectedTo(objections: Objections): readonly string[] {
  const pairs = Object.entries(objections).flatMap(([rule, lines]) => lines.map((line) => ruleAndResource(rule, line)));
  return [...new Set(pairs)].sort();
}

function wrongWith({ wrong = {} }: Shape): readonly string[] {
  const pairs = Object.entries(wrong).flatMap(([rule, reasons]) =>
    Object.keys(reasons).map((resource) => `${rule}: ${resource}`),
  );
  return pairs.sort();
}

/** Wrong objections, in full, so that a failure shows their messages. */
function unjust(objections: Objections, shape: Shape): Objections {
  const right = wrongWith(shape);
  const entries = Object.entries(objections).map(([rule, lines]) => {
    const rest = lines.filter((line) => !right.includes(ruleAndResource(rule, line)));
    return [rule, rest] as const;
  });
  return Object.fromEntries(entries.filter(([, lines]) => lines.length > 0));
}

describe.each(Object.entries(SHAPES))("%s", (_name, shape) => {
  it("is objected to for what is wrong with it, and for nothing else", async () => {
    const objections = await judged(shape);

    expect(unjust(objections, shape)).toEqual({});
    expect(objectedTo(objections)).toEqual(wrongWith(shape));
  });

  it("is judged the same with numbers and booleans as text", async () => {
    const objections = await judged(shape, asText);

    expect(unjust(objections, shape)).toEqual({});
    expect(objectedTo(objections)).toEqual(wrongWith(shape));
  });

  it.each([
    ["in a first preview", inFirstPreview],
    ["while none of its properties is known", withUnknownProperties],
    ["while none of the values in its properties is known", withUnknownValues],
  ])("is objected to for nothing else %s", async (_stage, change) => {
    expect(unjust(await judged(shape, change), shape)).toEqual({});
  });
});

describe("the stages of a shape", () => {
  const source = deployed("aws:sqs/queue:Queue", "source", { name: "source" }, { outputs: { arn: "arn:of:source" } });
  const target = deployed(
    "aws:sqs/queuePolicy:QueuePolicy",
    "policy",
    { policy: '{"Resource":"arn:of:source"}', owner: "arn:of:source", size: 3, on: true },
    { references: { policy: [source] }, outputs: { id: "source/policy" } },
  );

  const propertiesIn = (change: Change) =>
    change([source, target]).flatMap(({ made }) => (made.name === "policy" ? [made.properties] : []));

  it("hides in a first preview what AWS gives, and what is made of it", () => {
    const owner = "arn:of:source"; // the program writes it out, since it depends on nothing

    expect(propertiesIn(inFirstPreview)).toEqual([{ policy: UNKNOWN, owner, size: 3, on: true, id: UNKNOWN }]);
  });

  it("writes numbers and booleans as text", () => {
    const { policy, owner } = target.made.properties;

    expect(propertiesIn(asText)).toEqual([{ policy, owner, size: "3", on: "true", id: "source/policy" }]);
  });

  it("hides everything where nothing is known", () => {
    const [hidden = {}] = propertiesIn(withUnknownProperties);

    expect(new Set(Object.values(hidden))).toEqual(new Set([UNKNOWN]));
  });
});
