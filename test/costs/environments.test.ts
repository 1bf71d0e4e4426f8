import { FREE } from "../../costs/resources/free";
import { CHARGES } from "../../costs/resources/cost-of";
import { PlainStack } from "../../costs/stack/plain-stack";
import { costsOf, totalOf, unpricedOf } from "../../costs/stack/stack-costs";
import { deployCommitted } from "../stacks/deployed";
import { ENVIRONMENTS } from "../stacks/example-settings";

describe.each(ENVIRONMENTS)("%s", (environment) => {
  let costs: ReturnType<typeof costsOf>;
  let types: readonly string[];

  beforeAll(async () => {
    const { resources: registered } = await deployCommitted(environment);
    types = [...new Set(registered.map(({ type }) => type))].sort();
    const states = registered.map(({ type, name, inputs }) => ({
      urn: `urn:pulumi:${environment}::proofpix::${type}::${name}`,
      type,
      inputs,
    }));
    costs = costsOf(new PlainStack(states, "eu-west-1"));
  });

  it("has no type of AWS that is neither priced nor free by AWS's word", () => {
    const ofAws = types.filter((type) => type.startsWith("aws:"));

    expect(ofAws.length).toBeGreaterThan(40);
    expect(ofAws.filter((type) => CHARGES[type] === undefined && FREE[type] === undefined)).toEqual([]);
  });

  it("has a price for each part that is always paid", () => {
    expect(unpricedOf(costs)).toEqual([]);
    expect(totalOf(costs).min).toBeGreaterThan(0);
  });
});

it("has no type that is both priced and free", () => {
  expect(Object.keys(CHARGES).filter((type) => FREE[type] !== undefined)).toEqual([]);
});
