import { resourceRule, toPolicies, type Rule } from "../../../policies/core";
import { underPresentNames } from "../../../policies/core/former-names";
import { ConfigureAnalyzerRequest, EnforcementLevel, PolicyConfig } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { everywhere } from "../../../policies/core/environment";
import { judge, resource, TODAY } from "../support";
import { metadata } from "../support/example-rules";
import { information } from "../support/analyzer";

const QUEUE = "aws:sqs/queue:Queue";
const { ADVISORY, DISABLED, MANDATORY, REMEDIATE } = EnforcementLevel;

function successor(name: string, setting: string): Rule {
  return resourceRule<Readonly<Record<string, number>>>({
    ...metadata(name, [QUEUE]),
    formerNames: ["old-rule"],
    configuration: {
      schema: { [setting]: { type: "number", description: "A number" } },
      defaults: everywhere({ [setting]: 1 }),
    },
    check: () => [],
  });
}

const rules = [successor("one-rule", "size"), successor("other-rule", "days")];

type Entry = readonly [level: EnforcementLevel, settings?: Readonly<Record<string, unknown>>];

/** What rules get of a configuration as the engine hands it to the pack, with every policy's defaults. */
function moved(given: Readonly<Record<string, Entry>>): Readonly<Record<string, Entry>> {
  const defaults: Readonly<Record<string, Entry>> = {
    "one-rule": [MANDATORY, { size: 1, exempt: [] }],
    "other-rule": [MANDATORY, { days: 1, exempt: [] }],
    "old-rule": [REMEDIATE],
    "former-names": [REMEDIATE],
  };
  const request = new ConfigureAnalyzerRequest();
  for (const [name, [level, settings = {}]] of Object.entries({ ...defaults, ...given })) {
    const properties = Struct.fromJavaScript(settings as Record<string, JavaScriptValue>);
    request.getPolicyconfigMap().set(name, new PolicyConfig().setEnforcementlevel(level).setProperties(properties));
  }
  const entries = underPresentNames(request, rules).getPolicyconfigMap();
  return Object.fromEntries(
    rules.map(({ name }) => {
      const entry = entries.get(name);
      return [name, [entry?.getEnforcementlevel() ?? DISABLED, entry?.getProperties()?.toJavaScript()]];
    }),
  );
}

const exemption = { match: "legacy", reason: "replaced", owner: "team", expires: "2027-01-31" };

describe("the former name of rules", () => {
  it("changes nothing where no configuration has it", () => {
    expect(moved({})).toEqual({
      "one-rule": [MANDATORY, { size: 1, exempt: [] }],
      "other-rule": [MANDATORY, { days: 1, exempt: [] }],
    });
  });

  it("gives its exemptions to each rule that took its place, beside theirs", () => {
    const own = { ...exemption, match: "own" };
    const result = moved({
      "old-rule": [REMEDIATE, { exempt: [exemption] }],
      "other-rule": [MANDATORY, { days: 1, exempt: [own] }],
    });

    expect(result).toEqual({
      "one-rule": [MANDATORY, { size: 1, exempt: [exemption], formerName: "old-rule" }],
      "other-rule": [MANDATORY, { days: 1, exempt: [own, exemption], formerName: "old-rule" }],
    });
  });

  it.each([ADVISORY, DISABLED])("gives them its level (%s), and to each the settings that it has", (level) => {
    expect(moved({ "old-rule": [level, { size: 5, days: 7 }] })).toEqual({
      "one-rule": [level, { size: 5, exempt: [], formerName: "old-rule" }],
      "other-rule": [level, { days: 7, exempt: [], formerName: "old-rule" }],
    });
  });

  it("doesn't take the level of all policies for its own", () => {
    const all: Entry = [MANDATORY];

    expect(moved({ "old-rule": all, "former-names": all, "one-rule": [ADVISORY, { size: 1 }] })).toMatchObject({
      "one-rule": [ADVISORY, { size: 1 }],
    });
  });

  it("is told once in a run, with the name of today", async () => {
    const [rule] = rules;
    if (rule === undefined) throw new Error("no rule");
    const queues = [resource(QUEUE, "jobs"), resource(QUEUE, "mails")];
    const { violations, remarks } = await judge(rule, queues, { settings: { formerName: "old-rule" } });

    expect(violations).toEqual([]);
    expect(remarks).toEqual([
      'jobs: "old-rule" in the configuration of the pack is called "one-rule" now: rename it there.',
    ]);
  });

  it("is known to the engine, which refuses entries that no policy has if they have no level", async () => {
    const { policiesList } = await information(toPolicies(rules, new Date(TODAY)));

    expect(policiesList.map(({ name }) => name)).toEqual([
      "one-rule",
      "other-rule",
      "old-rule",
      "former-names",
      "summary-by-severity",
    ]);
  });
});
