import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfiguration } from "../../../stacks/configuration";
import { alarmList } from "../../../stacks/documentation/alarm-list";
import { generatedFiles } from "../../../stacks/documentation/generated";
import { scalingPicture } from "../../../stacks/documentation/scaling-picture";
import { TRIGGER_NUMBERS } from "../../../components/scaling";
import { all, type Registered } from "../../support/deploy";
import { deployCommitted } from "../deployed";
import { committedSettings, ENVIRONMENTS } from "../example-settings";

const ROOT = join(__dirname, "../../..");

describe("generated files", () => {
  it.each(Object.entries(generatedFiles(ROOT)))("%s is fresh; renew it with npm run generate", (path, content) => {
    expect(readFileSync(join(ROOT, path), "utf8")).toBe(content);
  });
});

describe.each(ENVIRONMENTS)("the list of alarms of %s", (environment) => {
  let resources: readonly Registered[];

  beforeAll(async () => {
    ({ resources } = await deployCommitted(environment));
  });

  it("is what the environment makes, with windows and meaning", () => {
    const made = all(resources, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name, inputs }) => [
      name,
      inputs.alarmDescription,
      windowOf(inputs),
    ]);
    const listed = alarmList(parseConfiguration(committedSettings(environment), environment)).map(
      ({ name, description, window }) => [name, description, window],
    );

    expect(listed.sort()).toEqual(made.sort());
  });
});

function windowOf({ datapointsToAlarm, evaluationPeriods, period }: Record<string, unknown>): string {
  const unit = period === 86_400 ? "days" : "minutes";
  return `${String(datapointsToAlarm ?? evaluationPeriods)} of ${String(evaluationPeriods)} ${unit}`;
}

describe("the picture", () => {
  it("shows every threshold and time", () => {
    const picture = scalingPicture();

    for (const { above, aboveFor, below, belowFor } of Object.values(TRIGGER_NUMBERS)) {
      for (const shown of [above, below]) expect(picture).toMatch(new RegExp(`>${shown}( %| s)?</text>`));
      for (const shown of [aboveFor, belowFor]) expect(picture).toContain(`>${shown}</text>`);
    }
    expect(picture).toContain("all four quiet for 15 minutes");
  });
});
