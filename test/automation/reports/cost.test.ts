import type { AutomationContext } from "../../../automation/context";
import type { StateResource } from "../../../automation/engine/engine";
import { gatherCostReport } from "../../../automation/reports/cost";
import { reportMarkdown, reportText } from "../../../automation/reports/cost-text";
import { costReport } from "../../../costs/report/report";
import { resource } from "../../costs/support/stack";

const NAT = resource("aws:ec2/natGateway:NatGateway", "nat") as StateResource;
const COMPUTER = resource("aws:quantum/computer:Computer", "q") as StateResource;

const REPORT = costReport({
  environment: "shop",
  region: "eu-west-1",
  resources: [NAT, COMPUTER],
  ran: [],
  history: [{ version: 3, endedAt: "2026-11-30T09:45:13Z", resources: [NAT] }],
});

/** An environment of which AWS tells nothing, and of whose updates the backend keeps some states. */
function context(): AutomationContext {
  const update = { version: 1, result: "succeeded", startedAt: "2026-11-30T09:45:13Z" };
  const states: Readonly<Record<number, readonly StateResource[]>> = { 1: [NAT] };
  const engine = {
    project: "shop",
    resources: () => Promise.resolve([NAT]),
    history: () => Promise.resolve([update, { ...update, version: 2 }, { ...update, version: 3, result: "failed" }]),
    checkpoint: (version: number) => Promise.resolve(states[version]),
    outputs: () => Promise.reject(new Error("AWS doesn't answer")),
  };
  const configurationFile = { read: () => "config:\n  shop:region: eu-west-1\n" };
  const store = { list: () => Promise.resolve({ records: [] }) };
  return { environment: "production", engine, configurationFile, store } as unknown as AutomationContext;
}

describe("the report of an environment", () => {
  it("is of its state in its region, with the states that are kept, and says what can't be read", async () => {
    const said: string[] = [];
    const report = await gatherCostReport(context(), (line) => said.push(line));

    expect(report).toMatchObject({
      environment: "production",
      total: { min: 35.04, max: 35.04 },
      trend: [{ version: 1, monthly: { max: 35.04 } }],
    });
    expect(said).toEqual([
      "the records of scaling can't be read, so that bounds stand in for them: AWS doesn't answer",
    ]);
  });
});

describe("a report", () => {
  it("for a terminal has its tables, its advice in paragraphs, what has no price, and how old the prices are", () => {
    const text = reportText(REPORT);

    expect(text).toMatch(
      /^shop: about \$35 a month\n\nBy kind:\nkind +resources +a month\nnetwork +1 +\$35\nall +\$35\n/,
    );
    expect(text).toContain(
      "Over time, at today's prices:\nupdate  at                    a month\n3       2026-11-30T09:45:13Z  $35",
    );
    expect(text).toMatch(
      /- depends on use: give a service of AWS an interface endpoint .*\n {4}nat: 1 × 730 h × \$0\.011/,
    );
    expect(text).toContain("Without a price, and in no sum:\n  aws:quantum/computer:Computer (1): no prices");
    expect(text).not.toContain("Against a fixed fleet");
    expect(text).toMatch(/About, for 730 hours, with list prices of .* to .*: no discounts/);
  });

  it("as Markdown has the same in headings and tables", () => {
    const text = reportMarkdown(REPORT);

    expect(text).toMatch(
      /^# Costs of shop\n\nshop: about \$35 a month\.\n\n## By kind\n\n\| kind \| resources \| a month \|\n\| --- /,
    );
    expect(text).toContain("| nat | ec2:NatGateway | $35 |");
    expect(text).toContain("## Without a price, and in no sum\n\n- aws:quantum/computer:Computer (1)");
  });
});
