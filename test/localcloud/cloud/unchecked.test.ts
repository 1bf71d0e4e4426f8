import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as control from "../../../localcloud/control-client";
import { LetThrough } from "../../../localcloud/cloud/unchecked";
import { decode, encode } from "../../../localcloud/provider/codec";
import { answer, connectedTo } from "../support/served-provider";
import { servedControl } from "../support/control-server";
import { BOX, sampleCloud } from "../support/sample-cloud";

const JOB = "aws:glue/job:Job";

describe("what is let through", () => {
  it.each([
    [[JOB], JOB, true],
    [[JOB], "aws:glue/trigger:Trigger", false],
    [["tls"], "tls:index/privateKey:PrivateKey", true],
    [["tls"], JOB, false],
    [["all"], JOB, true],
    [[], JOB, false],
  ])("by %j: %s is %s", (names, type, isAllowed) => {
    expect(new LetThrough(names).allows(type)).toBe(isAllowed);
  });
});

describe("a provider that lets types through", () => {
  /** The provider of a command with an option, beside one without. */
  async function providers(...names: string[]) {
    const cloud = sampleCloud();
    const { url } = await servedControl(cloud);
    const served = await control.letThrough(url, names);
    const strict = await control.letThrough(url, []);
    return {
      cloud,
      url,
      providers: served.providers,
      lenient: connectedTo(served.providers),
      strict: connectedTo(strict.providers),
    };
  }

  type Client = ReturnType<typeof connectedTo>;
  const urn = `urn:pulumi:dev::shop::${JOB}::nightly`;

  const check = (client: Client, type = JOB) =>
    answer<provider.CheckResponse>((done) =>
      client.check(
        new provider.CheckRequest()
          .setType(type)
          .setUrn(urn)
          .setNews(encode({ maxRetries: 1 })),
        done,
      ),
    );

  const create = (client: Client, type = JOB, inputs: object = { maxRetries: 1 }) =>
    answer<provider.CreateResponse>((done) =>
      client.create(
        new provider.CreateRequest()
          .setType(type)
          .setUrn(urn)
          .setProperties(encode({ ...inputs })),
        done,
      ),
    );

  it("answers with the inputs and an id, and tells in the end what it was", async () => {
    const { url, lenient, providers: served } = await providers(JOB);
    await check(lenient);
    const created = await create(lenient);

    expect(created.getId()).toMatch(/^unchecked-[0-9a-f]{17}$/);
    expect(decode(created.getProperties())).toMatchObject({ maxRetries: 1, id: created.getId() });
    expect(await control.showResource(url, urn)).toMatchObject({ resourceType: JOB, maxRetries: "[secret]" });
    expect(await control.endLetThrough(url, served)).toEqual([{ type: JOB, urn }]);
  });

  it("takes every change as an update", async () => {
    const { lenient } = await providers(JOB);
    const id = (await create(lenient)).getId();
    const request = new provider.DiffRequest().setType(JOB).setId(id).setUrn(urn);
    request
      .setOldInputs(encode({ maxRetries: 1 }))
      .setOlds(encode({ maxRetries: 1 }))
      .setNews(encode({ maxRetries: 2 }));
    const diff = await answer<provider.DiffResponse>((done) => lenient.diff(request, done));
    const update = new provider.UpdateRequest().setType(JOB).setId(id).setUrn(urn);
    update
      .setOldInputs(encode({ maxRetries: 1 }))
      .setOlds(encode({ maxRetries: 1 }))
      .setNews(encode({ maxRetries: 2 }));
    const updated = await answer<provider.UpdateResponse>((done) => lenient.update(update, done));

    expect([diff.getDiffsList(), diff.getReplacesList()]).toEqual([["maxRetries"], []]);
    expect(decode(updated.getProperties())).toMatchObject({ maxRetries: 2 });
  });

  it("loosens nothing of another type, of one that is known, or for another command", async () => {
    const { lenient, strict } = await providers(JOB);

    await expect(check(strict)).rejects.toThrow(`doesn't know the resource type ${JOB}`);
    await expect(check(strict)).rejects.toThrow(`let it through unchecked: --allow-unchecked ${JOB}`);
    await expect(check(lenient, "aws:glue/trigger:Trigger")).rejects.toThrow("doesn't know the resource type");
    await expect(create(lenient, BOX.type, { name: "one", size: 10 })).rejects.toThrow("size must be at most 9");
  });

  it("leaves behind what any command reads and deletes", async () => {
    const { cloud, lenient, strict } = await providers(JOB);
    const id = (await create(lenient)).getId();
    const read = new provider.ReadRequest().setType(JOB).setId(id).setUrn(urn);
    const found = await answer<provider.ReadResponse>((done) => strict.read(read, done));
    const deletion = new provider.DeleteRequest().setType(JOB).setId(id).setUrn(urn);
    await answer((done) => strict.delete(deletion, done));

    expect(decode(found.getInputs())).toEqual({ maxRetries: 1 });
    expect(cloud.state.find(JOB, id)).toBeUndefined();
    await expect(answer((done) => strict.delete(deletion, done))).rejects.toThrow("doesn't know the resource type");
  });

  it("is served for a package of its own too, and as long as something of that is held", async () => {
    const { url, providers: served, cloud } = await providers("tls:index/privateKey:PrivateKey");
    cloud.state.put({ type: "cloudflare:index/record:Record", id: "1", region: "", urn: "", inputs: {}, computed: {} });
    const later = await control.letThrough(url, []);

    expect(served).toMatch(/(?:^|,)tls:\d+/);
    expect(later.providers).toMatch(/(?:^|,)cloudflare:\d+/);
    expect(later.providers).not.toContain("tls:");
  });
});
