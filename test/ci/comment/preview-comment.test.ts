import { NOTHING } from "../../../costs/model/range";
import type { CostDifference } from "../../../costs/stack/cost-difference";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EnvironmentPreview } from "../../../ci/comment/preview";
import { LONGEST_COMMENT_BYTES, MARKER, previewComment } from "../../../ci/comment/preview-comment";
import { planned, preview } from "../support/previews";

/** What the engine found when the cache and the firewall of staging were removed, and a dear database was asked for. */
const CACHE_REMOVED = JSON.parse(
  readFileSync(join(__dirname, "fixtures", "cache-removed.json"), "utf8"),
) as EnvironmentPreview;

const RDS = { type: "aws:rds/instance:Instance" };

function lineOf(comment: string, start: string): number {
  return comment.split("\n").findIndex((line) => line.startsWith(start));
}

const UNPRICED = { type: "aws:quantum/computer:Computer", names: ["q"], reason: "no prices" };

/** A change of the cost of a NAT gateway, in USD a month. */
function costing(before: number, after: number): CostDifference {
  const [was, is, difference] = [before, after, after - before].map((usd) => ({ min: usd, max: usd }));
  const amounts = { before: was ?? NOTHING, after: is ?? NOTHING, difference: difference ?? NOTHING };
  const nat = { urn: "urn:nat", name: "nat", type: "aws:ec2/natGateway:NatGateway", ...amounts };
  const prices = { oldest: "2023-02-23", newest: "2026-10-02" };
  return { ...amounts, changes: before === after ? [] : [nat], unpriced: [], estimated: 0, prices };
}

describe("a comment about what the engine really found", () => {
  const comment = previewComment([CACHE_REMOVED]);

  it("counts by kind, and says that the preview failed", () => {
    expect(comment.split("\n").slice(0, 7)).toEqual([
      MARKER,
      "## What this change would do",
      "",
      "| Environment | Delete | Replace | Update | Create | Data at stake | Violations | Cost a month |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      "| staging (failed) | 31 | 6 | 14 | – | **1** | 3 | not known |",
      "",
    ]);
  });

  it("names first what holds data, then the policies, then all else, the worst first", () => {
    const order = [
      "> - delete `proofpix-staging-cache` (`aws:elasticache/replicationGroup:ReplicationGroup`)",
      "**3 policy violations**",
      "<summary>31 deletions</summary>",
      "<summary>6 replacements</summary>",
      "<summary>14 updates</summary>",
    ].map((line) => lineOf(comment, line));

    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  it("tells a finding once, without the policy's description, and with its remedy", () => {
    const findings = comment.split("\n").filter((line) => line.startsWith("- `cost-guard`"));

    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatch(/^- `cost-guard`: instanceClass is "db\.r7g\.16xlarge": .* Fix: .*\(2 times\)$/);
    expect(comment).toContain("- `public-load-balancer-has-firewall`: aws.wafv2.WebAclAssociation is not set");
  });

  it("names the properties that change, and no value of any", () => {
    expect(comment).toContain("- `proofpix-staging-database` (`aws:rds/instance:Instance`): `instanceClass`");
    expect(comment).toContain(
      "- `proofpix-staging-enterprise` (`aws:ecs/service:Service`): `networkConfiguration`, `taskDefinition`",
    );
  });
});

describe("a comment", () => {
  it("says so where nothing changes", () => {
    expect(previewComment([preview()])).toContain("Nothing changes; 3 resources stay as they are.");
    expect(previewComment([preview()])).toContain("| staging | – | – | – | – | none | – | not known |");
  });

  it("has a section for each environment, in their order", () => {
    const comment = previewComment([preview({ environment: "development" }), preview({ environment: "production" })]);

    expect(comment.match(/^### .*$/gm)).toEqual(["### development", "### production"]);
  });

  it("warns of a replacement of what is protected, whatever it is, with the reason", () => {
    const changes = [
      planned("replace", "queue", { isProtected: true, replacedBy: ["fifoQueue"], changes: ["fifoQueue", "tags"] }),
    ];
    const comment = previewComment([preview({ changes })]);

    expect(comment).toContain("> - replace `queue` (`aws:sqs/queue:Queue`): `fifoQueue`; protected");
    expect(comment).toContain("**1 resource that holds data or is protected would be deleted or replaced.**");
  });

  it.each(["update", "create"] as const)("doesn't warn of an %s of what holds data", (kind) => {
    expect(previewComment([preview({ changes: [planned(kind, "database", RDS)] })])).not.toContain("CAUTION");
  });

  it.each([
    [costing(100, 112.4), "about +$12, to $112"],
    [costing(100, 80), "about −$20, to $80"],
    [costing(100, 100), "about the same: $100"],
    [{ ...costing(0, 3.65), after: { min: 3.65, max: 36.5 } }, "about +$3.65, to $3.65 to $37"],
    [{ ...costing(100, 100), unpriced: [UNPRICED] }, "about the same: $100, and what has no price"],
    [undefined, "not known"],
  ])("tells the difference of cost: %j", (cost, told) => {
    expect(previewComment([preview({ cost })])).toContain(`| ${told} |`);
  });

  it("has the cost by resource, folded, and what has no price", () => {
    const comment = previewComment([preview({ cost: { ...costing(100, 112.4), unpriced: [UNPRICED] } })]);

    expect(comment).toContain("<summary>Cost a month: about +$12, to $112, and what has no price</summary>");
    expect(comment).toContain("| `nat` (`aws:ec2/natGateway:NatGateway`) | $100 | $112 | +$12 |");
    expect(comment).toContain("| **all** | $100 | $112 | **+$12** |");
    expect(comment).toContain(String.raw`- without a price: aws:quantum/computer:Computer \(1\): no prices`);
    expect(comment).toContain("with list prices of 2023-02-23 to 2026-10-02");
  });

  it("tells an error of the program where the preview failed", () => {
    const comment = previewComment([preview({ succeeded: false, errors: ["proofpix:region is missing"] })]);

    expect(comment).toContain("**The preview failed**");
    expect(comment).toContain("- proofpix:region is missing");
    expect(comment).not.toContain("Nothing changes");
  });

  it("names the commit and the run", () => {
    const comment = previewComment([preview()], {
      commit: "0123456789abcdef",
      runUrl: "https://ci.example.com/runs/1",
    });

    expect(comment).toContain("Commit 0123456789ab. [The run](https://ci.example.com/runs/1) has everything.");
  });

  it("lets no text of others format, mention, link or hide anything", () => {
    const message = "x\n<!-- </details> @everyone [link](https://evil.example) #1 `code` | cell";
    const comment = previewComment([
      preview({
        changes: [planned("update", "evil`</details>`@all")],
        findings: [{ policy: "a", level: "mandatory", message }],
      }),
    ]);

    expect(comment).toContain(
      "&lt;!-- &lt;/details&gt; &#64;everyone \\[link\\]\\(https://evil.example\\) &#35;1 \\`code\\` \\| cell",
    );
    expect(comment.match(/<!--/g)).toHaveLength(1);
    expect(comment).toContain("- `evil </details> @all` (");
  });
});

describe("a long comment", () => {
  const changes = Array.from({ length: 3000 }, (_, place) =>
    planned("update", `resource-${place}`, { changes: ["tags"] }),
  );
  const dangers = Array.from({ length: 30 }, (_, place) => planned("delete", `database-${place}`, RDS));
  const findings = Array.from({ length: 500 }, (_, place) => ({
    policy: `rule-${place}`,
    level: "mandatory",
    message: "é".repeat(3000),
  }));

  it("is shortened list by list until GitHub takes it, and says how much is missing", () => {
    const comment = previewComment([preview({ changes: [...changes, ...dangers], findings })]);

    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(LONGEST_COMMENT_BYTES);
    expect(comment).toContain("| staging | 30 | – | 3000 | – | **30** | 500 | not known |");
    expect(comment).toMatch(/^- … and 29\d\d more$/m);
    expect(comment.startsWith(MARKER)).toBe(true);
  });

  it("has all that there is room for", () => {
    const few = previewComment([preview({ changes: changes.slice(0, 200) })]);

    expect(few).toContain("`resource-199`");
    expect(previewComment([preview({ changes: changes.slice(0, 201) })])).toContain("- … and 1 more");
  });

  it("is cut at a whole character where nothing else helps", () => {
    const many = Array.from({ length: 50 }, (_, place) => preview({ environment: `${"ü".repeat(40)}-${place}` }));
    for (const longestBytes of [1000, 1001, 1002]) {
      const comment = previewComment(many, { longestBytes });

      expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(longestBytes);
      expect(comment).not.toContain("\uFFFD");
      expect(comment.endsWith("… cut, since it is too long.\n")).toBe(true);
    }
  });
});
