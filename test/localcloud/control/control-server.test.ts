import * as control from "../../../localcloud/control-client";
import { UserError } from "../../../tools/shared/user-error";
import { servedControl } from "../support/control-server";
import { BOX, created, LABEL, sampleCloud } from "../support/sample-cloud";

/** How the control refuses, as `message | next step`. */
async function refusal(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => "answered",
    (reason: unknown) => reason,
  );
  return error instanceof UserError ? `${error.message} | ${error.nextStep}` : String(error);
}

describe("the control server", () => {
  it("lists what the cloud holds", async () => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one");
    const { url } = await servedControl(cloud);

    expect(await control.listResources(url)).toEqual([
      { type: BOX.type, id: "eu-west-1/one", region: "eu-west-1", urn: `urn:pulumi:test::project::${BOX.type}::one` },
    ]);
  });

  it.each([
    ["id", "eu-west-1/one"],
    ["name in the program", "one"],
    ["URN", `urn:pulumi:test::project::${BOX.type}::one`],
    ["ARN", "arn:123456789012:one"],
    ["type and id", `${BOX.type}::eu-west-1/one`],
  ])("shows a resource by its %s, without its secrets", async (_, id) => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one", { password: "hush", type: "an input" });
    const { url } = await servedControl(cloud);

    const shown = await control.showResource(url, id);

    expect(shown).toMatchObject({ resourceType: BOX.type, type: "an input", size: 1, password: "[secret]" });
    expect(JSON.stringify(shown)).not.toContain("hush");
  });

  it("says where to look when there is no such resource", async () => {
    const cloud = sampleCloud();
    cloud.state.put({ ...created(cloud, BOX, "one"), urn: "" }); // no program's
    const { url } = await servedControl(cloud);

    expect(await refusal(control.showResource(url, "two"))).toBe(
      "there is no resource two | See what there is: npm run local -- cloud list",
    );
    expect(await refusal(control.showResource(url, ""))).toContain("there is no resource");
  });

  it("asks which of several resources is meant, in a way that can be answered", async () => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one");
    created(cloud, LABEL, "one");
    const { url } = await servedControl(cloud);

    const text = await refusal(control.deleteResource(url, "one"));

    expect(text).toContain("2 resources are called one");
    expect(text).toContain(`'${BOX.type}::eu-west-1/one'`);
    await control.deleteResource(url, `${BOX.type}::eu-west-1/one`);
    expect(cloud.state.all()).toHaveLength(1);
  });

  it("changes an input, and nothing that was computed, behind the engine's back", async () => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one");
    const { url } = await servedControl(cloud);

    await control.driftResource(url, "one", "size", 3);

    expect(await control.showResource(url, "one")).toMatchObject({ size: 3, weight: 10 });
  });

  it("changes the output that repeats an input with it", async () => {
    const cloud = sampleCloud();
    const box = created(cloud, BOX, "one");
    cloud.state.put({ ...box, computed: { ...box.computed, size: 1 } });
    const { url } = await servedControl(cloud);

    await control.driftResource(url, "one", "size", 3);

    expect(await control.showResource(url, "one")).toMatchObject({ size: 3 });
  });

  it.each(["colour", "__defaults", "toString"])("refuses to change %s, which is no input", async (input) => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one", { __defaults: ["name"] });
    const { url } = await servedControl(cloud);

    expect(await refusal(control.driftResource(url, "one", input, 1))).toBe(
      `${BOX.type} has no input ${input} | It has size, name.`,
    );
  });

  it("deletes what others still use", async () => {
    const cloud = sampleCloud();
    const box = created(cloud, BOX, "one");
    created(cloud, LABEL, "label", { boxes: [box.id] });
    const { url } = await servedControl(cloud);

    expect(await control.deleteResource(url, box.id)).toEqual({ id: box.id });
    expect(cloud.state.find(BOX.type, box.id)).toBeUndefined();
  });

  it("takes faults, lists them and forgets them", async () => {
    const { url } = await servedControl(sampleCloud());

    await control.injectFault(url, { operation: "create", type: BOX.type, how: "slow=2" });
    expect(await control.listFaults(url)).toEqual([
      { operation: "create", type: BOX.type, effect: { kind: "slow", seconds: 2 } },
    ]);
    await control.clearFaults(url);
    expect(await control.listFaults(url)).toEqual([]);
  });

  it.each([
    [{ operation: "explode", type: "*", how: "fail" }, 'got "explode"'],
    [{ operation: "create", type: "box", how: "fail" }, "type token such as aws:ecs/service:Service or *"],
    [{ operation: "create", type: "*", how: "later" }, 'got "later"'],
  ])("refuses a fault that it can't make: %j", async (fault, words) => {
    const { url, faults } = await servedControl(sampleCloud());

    const text = await refusal(control.injectFault(url, fault));

    expect(text).toContain(words);
    expect(text).toContain("| npm run local -- cloud fault <operation> <type> <how>");
    expect(faults.list()).toEqual([]);
  });

  it("waits for operations under way", async () => {
    const { url, faults } = await servedControl(sampleCloud());
    await control.injectFault(url, { operation: "create", type: "*", how: "slow=0.02" });
    const order: string[] = [];
    void faults.around("create", BOX.type, () => order.push("created"));

    await control.settleOperations(url);

    expect(order).toEqual(["created"]);
  });

  it("passes on what went wrong inside", async () => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one");
    jest.spyOn(cloud.state, "put").mockImplementation(() => {
      throw new Error("ENOSPC: no space left on device, write");
    });
    const { url } = await servedControl(cloud);

    expect(await refusal(control.driftResource(url, "one", "size", 3))).toContain("ENOSPC");
  });

  it("tells a client of another version", async () => {
    const { url } = await servedControl(sampleCloud());

    const response = await fetch(new URL("/unheard-of", url));

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ nextStep: expect.stringContaining("another version") as string });
  });

  it("answers a body that is no JSON with an error", async () => {
    const { url } = await servedControl(sampleCloud());

    expect((await fetch(new URL("/drift", url), { method: "POST", body: "{" })).ok).toBe(false);
  });

  it("is missed with a next step once it has ended", async () => {
    expect(await refusal(control.listResources("http://127.0.0.1:1"))).toBe(
      "the local cloud has ended | Run the command again, which starts it anew.",
    );
  });
});
