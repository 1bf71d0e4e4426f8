import { existsSync, writeFileSync, writeSync } from "node:fs";
import { differenceTable } from "../../../cli/costs/difference-table";
import { previewedCost, withCost } from "../../../cli/costs/previewed-cost";
import { costDifference } from "../../../costs/stack/cost-difference";
import { resource } from "../../costs/support/stack";

const NAT = resource("aws:ec2/natGateway:NatGateway", "nat");

const CREATION = {
  sequence: 1,
  timestamp: 1,
  resourcePreEvent: {
    planning: true,
    metadata: { op: "create", urn: NAT.urn, type: NAT.type, new: { ...NAT, id: "" } },
  },
};

describe("the cost of a preview", () => {
  it("comes from the engine's events in the environment's region, and the log is deleted", async () => {
    let file = "";
    const { code, cost } = await previewedCost("eu-west-1", false, (log) => {
      file = log;
      writeFileSync(log, `${JSON.stringify(CREATION)}\n`);
      return Promise.resolve(0);
    });

    expect(code).toBe(0);
    expect(cost?.after).toEqual({ min: 35.04, max: 35.04 });
    expect(existsSync(file)).toBe(false);
  });

  it("is in the engine's JSON", async () => {
    const { printed, cost } = await previewedCost("us-east-1", true, (log, output) => {
      writeFileSync(log, JSON.stringify(CREATION));
      writeSync(output as number, '{"steps": []}\n');
      return Promise.resolve(0);
    });

    expect(JSON.parse(withCost(printed, cost))).toMatchObject({ steps: [], cost: { after: { max: 32.85 } } });
  });

  it("is none where the engine previewed nothing, whose output and exit code are left as they are", async () => {
    const { code, cost, printed } = await previewedCost("us-east-1", true, (_log, output) => {
      writeSync(output as number, "error: no such stack");
      return Promise.resolve(1);
    });

    expect([code, cost, withCost(printed, cost)]).toEqual([1, undefined, "error: no such stack"]);
  });
});

describe("the table of a preview", () => {
  it("has what changes, the totals, what has no price, and how old the prices are", () => {
    const computer = resource("aws:quantum/computer:Computer", "q");
    const text = differenceTable(costDifference([{ after: NAT }, { after: computer }], "eu-west-1"));

    expect(text).toMatch(
      /^cost a month {2}type +before {2}after {2}difference\nnat +ec2:NatGateway +\$0 +\$35 +\+\$35\ntotal/,
    );
    expect(text).toContain("aws:quantum/computer:Computer (1): no prices of this type are known here");
    expect(text).toMatch(/About, for 730 hours, with list prices of \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d: no discounts/);
  });

  it("says so where nothing about the cost changes", () => {
    expect(differenceTable(costDifference([{ before: NAT, after: NAT }], "eu-west-1"))).toContain(
      "Cost a month: about $35; nothing changes about it",
    );
  });
});
