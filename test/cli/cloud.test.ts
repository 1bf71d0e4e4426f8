import { cloud } from "../../cli/cloud";
import { UsageError } from "../../cli/command";
import { servedControl } from "../localcloud/support/control-server";
import { BOX, created, LABEL, sampleCloud } from "../localcloud/support/sample-cloud";

/** What the command prints. */
async function printed(url: string, ...argv: readonly string[]): Promise<string> {
  const lines: string[] = [];
  expect(await cloud(url, argv, (line) => lines.push(line))).toBe(0);
  return lines.join("\n");
}

describe("npm run local -- cloud", () => {
  it("lists resources in a table", async () => {
    const sample = sampleCloud();
    created(sample, BOX, "one");
    created(sample, LABEL, "a-longer-name");
    const { url } = await servedControl(sample);

    expect(await printed(url, "list")).toBe(
      [
        "type                    name           region     id",
        "test:store/box:Box      one            eu-west-1  eu-west-1/one",
        "test:store/label:Label  a-longer-name  eu-west-1  label-a-longer-name",
        "2 resources",
      ].join("\n"),
    );
  });

  it("shows a resource as JSON", async () => {
    const sample = sampleCloud();
    created(sample, BOX, "one");
    const { url } = await servedControl(sample);

    expect(JSON.parse(await printed(url, "show", "one"))).toMatchObject({ resourceType: BOX.type, name: "one" });
  });

  it.each([
    ["3", 3],
    ["large", "large"],
    ['{"a": [true]}', { a: [true] }],
    ['"3"', "3"],
  ])("takes %s as the value %j", async (typed, value) => {
    const sample = sampleCloud();
    const { id } = created(sample, BOX, "one");
    const { url } = await servedControl(sample);

    await printed(url, "drift", "one", "size", typed);

    expect(sample.state.find(BOX.type, id)?.inputs.size).toEqual(value);
  });

  it("deletes a resource", async () => {
    const sample = sampleCloud();
    created(sample, BOX, "one");
    const { url } = await servedControl(sample);

    expect(await printed(url, "delete", "one")).toContain("deleted eu-west-1/one");
    expect(sample.state.all()).toEqual([]);
  });

  it("injects faults, shows those that wait, and clears them", async () => {
    const { url, faults } = await servedControl(sampleCloud());
    await printed(url, "fault", "create", "*", "fail");

    expect(await printed(url, "fault", "delete", BOX.type, "slow=3")).toBe(
      [
        "faults that wait for their operation:",
        "operation  type                how",
        "create     *                   fail",
        "delete     test:store/box:Box  slow=3",
      ].join("\n"),
    );
    await printed(url, "clear-faults");
    expect(faults.list()).toEqual([]);
  });

  it("says what scans of images find, and forgets it with the faults", async () => {
    const sample = sampleCloud();
    const { url } = await servedControl(sample);
    const told = await printed(url, "fault", "scan-findings", "proofpix/enterprise:1.0", "critical=1,HIGH=3");

    expect(told).toContain("scans of proofpix/enterprise:1.0 find critical=1,HIGH=3");
    expect(sample.state.ofType("local:registry/scanFindings:ScanFindings").map(({ inputs }) => inputs)).toEqual([
      { images: "proofpix/enterprise:1.0", counts: { CRITICAL: 1, HIGH: 3 } },
    ]);
    await printed(url, "fault", "scan-findings", "proofpix/enterprise:1.0", "none");
    expect(sample.state.ofType("local:registry/scanFindings:ScanFindings")[0]?.inputs).toMatchObject({ counts: {} });
    await printed(url, "clear-faults");
    expect(sample.state.all()).toEqual([]);
  });

  it.each([
    ["registry.example.com:5000/shop", "LOW=1", "images must be a repository's name"],
    ["shop", "BAD=1", "got BAD=1"],
    ["shop", "LOW", "got LOW"],
    ["shop", "LOW=-1", "got LOW=-1"],
  ])("refuses findings in %s of %s", async (images, findings, message) => {
    const { url } = await servedControl(sampleCloud());

    await expect(printed(url, "fault", "scan-findings", images, findings)).rejects.toThrow(message);
  });

  it("names the registry that takes pushed images, and takes it back", async () => {
    const sample = sampleCloud();
    const { url } = await servedControl(sample);

    expect(await printed(url, "registry", "http://127.0.0.1:5000/")).toContain("takes what is pushed to Amazon ECR");
    expect(sample.state.all().map(({ inputs }) => inputs)).toEqual([{ url: "http://127.0.0.1:5000" }]);
    await printed(url, "registry", "none");
    expect(sample.state.all()).toEqual([]);
    await expect(printed(url, "registry", "localhost")).rejects.toThrow("must be http:// or https://");
  });

  it.each([["services"], ["tasks"], ["events"], ["alarms"], ["metrics"], ["logs", "web"], ["scale", "web", "2"]])(
    "says of %s how to start what runs, where nothing does",
    async (...argv) => {
      const { url } = await servedControl(sampleCloud());

      await expect(printed(url, ...argv)).rejects.toMatchObject({
        message: "nothing runs in the local cloud: it only keeps what was deployed",
        nextStep: "Start it: npm run up",
      });
    },
  );

  it("tells faults of what runs from those of an operation", async () => {
    const { url } = await servedControl(sampleCloud());

    await expect(printed(url, "fault", "kill-task", "1")).rejects.toThrow("nothing runs in the local cloud");
    await expect(printed(url, "fault", "kill-task")).rejects.toBeInstanceOf(UsageError);
  });

  it.each([
    [[]],
    [["lst"]],
    [["toString"]],
    [["show"]],
    [["list", "more"]],
    [["drift", "one", "size"]],
    [["scale", "web"]],
    [["tasks", "web", "api"]],
  ])("refuses %j and lists its commands", async (argv) => {
    const attempt = cloud("http://127.0.0.1:1", argv, () => undefined);

    await expect(attempt).rejects.toBeInstanceOf(UsageError);
    await expect(attempt).rejects.toMatchObject({
      nextStep: expect.stringContaining("npm run local -- cloud drift <id> <input> <value>") as string,
    });
  });
});
